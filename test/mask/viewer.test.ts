import { describe, expect, test } from 'vitest';
import { viewerOf } from '#gateway/mask/viewer.ts';
import { ada, attic, legal, sales } from './looks.ts';

describe('a signed-in person as the mask looks at them', () => {
  test('R40 R45: has the roles, groups and assignments of the mirror and nothing else of the person', () => {
    const mirrored = {
      displayName: 'Ada',
      visibility: 'show',
      ref: ada,
      roles: ['user', 'group-manager'],
      groups: [sales],
    } as const;
    const viewer = viewerOf({
      ...mirrored,
      roles: [...mirrored.roles],
      groups: [sales],
      manages: { groups: [legal], floors: 'all' },
    });
    expect(viewer).toEqual({
      ref: ada,
      roles: new Set(['user', 'group-manager']),
      groups: new Set([sales]),
      manages: { groups: new Set([legal]), floors: 'all' },
    });
  });

  test('R41 R43: a manager without a list manages nothing', () => {
    const nothing = { groups: new Set(), floors: new Set() };
    expect(viewerOf({ ref: ada, roles: ['group-manager'], groups: [] }).manages).toEqual(nothing);
    expect(viewerOf({ ref: ada, roles: ['location-manager'], groups: [], manages: {} }).manages).toEqual(nothing);
    const some = viewerOf({ ref: ada, roles: [], groups: [], manages: { groups: 'all', floors: [attic] } });
    expect(some.manages).toEqual({ groups: 'all', floors: new Set([attic]) });
  });
});
