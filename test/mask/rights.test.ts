// Who may do what, against a table written from rules 40 to 45 and the decisions below them: every right, every role, every two
// roles, and the duty. N: nobody; A: on the plans assigned to them; E: everywhere.

import { describe, expect, test } from 'vitest';
import { mayAnything, mayOf } from '#gateway/mask/manage-may.ts';
import { floorsOf, type Right, rights, roleFor } from '#gateway/mask/rights.ts';
import { FloorId } from '#shared/model/ids.ts';
import type { Duty } from '#shared/model/person.ts';
import { Role } from '#shared/model/roles.ts';
import { attic, ground, viewer } from './looks.ts';

const cellar = FloorId.parse('cellar');
/** The floors of this site; the manager of the tests has one of them, and one of another site. */
const site = [ground, attic];
const elsewhere = cellar;

/** Columns: user (40), group manager (41), location manager light (42), location manager (43), administrator (44), officer. */
const table: Readonly<Record<Right, string>> = {
  'see-now': 'N N A A E N',
  bookings: 'N E N A E N',
  'export-bookings': 'N N N A E N',
  block: 'N N A A E N',
  issues: 'N N A A E N',
  displays: 'N N A A E N',
  utilisation: 'N N A A E N',
  'export-utilisation': 'N N N A E N',
  'start-emergency': 'N N N A E N',
  warden: 'N N N A E N',
};
const everyRight = Object.keys(table) as Right[];
const reachOf = (right: Right, role: Role): string => table[right].split(' ')[Role.options.indexOf(role)] ?? '';

function holder(
  roles: readonly Role[],
  managedFloors: 'all' | readonly FloorId[] = [ground, elsewhere],
  duties: readonly Duty[] = [],
) {
  return { ...viewer({ roles, managedFloors }), duties: new Set(duties) };
}

/** The floors that the widest of these roles alone would give. */
function expected(right: Right, roles: readonly Role[], managed: readonly FloorId[]): readonly FloorId[] {
  const reaches = roles.map((role) => reachOf(right, role));
  return reaches.includes('E') ? site : reaches.includes('A') ? managed : [];
}

test('the table has every right there is', () => {
  expect(everyRight.toSorted()).toEqual(Object.keys(rights).toSorted());
});

describe.each(everyRight)('%s', (right) => {
  test('R40 R41 R42 R43 R44 R45: each role, and every two of them, on the plans the rules say', () => {
    for (const one of Role.options) {
      for (const other of Role.options) {
        const roles = [one, other];
        expect([roles, floorsOf(right, holder(roles), site)]).toEqual([roles, expected(right, roles, [ground])]);
        expect([roles, floorsOf(right, holder(roles, 'all'), site)]).toEqual([roles, expected(right, roles, site)]);
        expect([roles, floorsOf(right, holder(roles, []), site)]).toEqual([roles, expected(right, roles, [])]);
        expect([roles, floorsOf(right, holder(roles, [elsewhere]), site)]).toEqual([roles, expected(right, roles, [])]);
      }
    }
  });

  test('R13 R45: a duty is no role: the safety team may see the roll call of every floor, first aiders nothing more than others', () => {
    expect(floorsOf(right, holder([], [], ['safety-team']), site)).toEqual(right === 'warden' ? site : []);
    expect(floorsOf(right, holder(['location-manager'], [ground], ['safety-team']), site)).toEqual(
      right === 'warden' ? site : [ground],
    );
    expect(floorsOf(right, holder([], 'all', ['first-aider']), site)).toEqual([]);
  });

  test('is done as the role with the longest reach, and as none by who may not', () => {
    for (const one of Role.options) {
      for (const other of Role.options) {
        const role = roleFor(right, holder([one, other]));
        const reaches = [one, other].map((of) => reachOf(right, of));
        const best = reaches.includes('E') ? 'E' : reaches.includes('A') ? 'A' : null;
        expect([one, other, role && reachOf(right, role)]).toEqual([one, other, best]);
        if (role !== null) expect([one, other]).toContain(role);
        expect(roleFor(right, holder([one, other], [])) === null).toBe(best !== 'E');
      }
    }
  });
});

describe('what a page is told it may', () => {
  test('is what each right says, and the floors of the live plan', () => {
    const here = { floors: [ground], safetyFloors: [ground] };
    expect(mayOf(holder(['location-manager']), site)).toEqual({
      ...{ ...here, bookFloors: [ground] },
      ...{ bookings: true, exportBookings: true, block: true, issues: true, displays: true },
      ...{ utilisation: true, exportUtilisation: true, startEmergency: true, warden: true },
    });
    expect(mayOf(holder(['location-manager-light']), site)).toEqual({
      ...{ ...here, bookFloors: [] },
      ...{ bookings: false, exportBookings: false, block: true, issues: true, displays: true },
      ...{ utilisation: true, exportUtilisation: false, startEmergency: false, warden: false },
    });
    expect(mayOf(holder(['group-manager']), site)).toEqual({
      ...{ floors: [], safetyFloors: [], bookFloors: site },
      ...{ bookings: true, exportBookings: false, block: false, issues: false, displays: false },
      ...{ utilisation: false, exportUtilisation: false, startEmergency: false, warden: false },
    });
    expect(mayOf(holder(['administrator'], []), site).floors).toEqual(site);
  });

  test('R40: is nothing for a user, a privacy officer, and a manager of no plan of this site', () => {
    for (const one of [holder(['user'], 'all'), holder(['privacy-officer'], 'all'), holder(['location-manager'], [elsewhere])]) {
      expect(mayAnything(mayOf(one, site))).toBe(false);
    }
    for (const one of [holder(['group-manager']), holder(['location-manager-light']), holder([], [], ['safety-team'])]) {
      expect(mayAnything(mayOf(one, site))).toBe(true);
    }
    expect(mayAnything({ ...mayOf(holder([]), site), floors: [ground] })).toBe(true);
  });
});
