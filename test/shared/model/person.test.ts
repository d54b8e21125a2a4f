import { describe, expect, test } from 'vitest';
import { Person } from '#shared/model/person.ts';

describe('what the edge may know of a person', () => {
  test('R35: is a reference, a name, language, groups, roles, duties, choices and consent; no address, telephone, photo, title or department', () => {
    const keys = ['account', 'displayName', 'groups', 'identifier', 'language', 'location', 'manages', 'pin', 'ref', 'rev'];
    expect(Object.keys(Person.shape).sort()).toEqual([...keys, 'roles', 'status', 'visibility', 'duties', 'dutyNamed'].sort());
  });

  test('R35: what a booking system sends beside that does not get in', () => {
    const sent = { ref: 'p-1', displayName: 'A', identifier: '4100', visibility: 'unset', groups: [], roles: ['user'] };
    expect(Person.parse({ ...sent, email: 'a@example.org', phone: '1', photo: 'x' })).toEqual(sent);
  });
});
