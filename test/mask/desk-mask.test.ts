// Who reads what on the privacy desk: proposals and cases name people, so they are for those who have to do with them.

import { describe, expect, test } from 'vitest';
import { maskDesk } from '#gateway/mask/desk-mask.ts';
import type { Role } from '#shared/model/roles.ts';
import { PrivacyDesk } from '#shared/wire/privacy-desk.ts';
import { attic, ground, viewer } from './looks.ts';

const settings = { k: 5, linkedDays: 14, auditDays: 90, historyDays: 365 };
const [one, two] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const waiting = { reason: 'medical', text: 'Somebody has fallen', askedByName: 'Kim', state: 'waiting', untilMs: 9 } as const;
const desk = PrivacyDesk.parse({
  asOfMs: 5,
  may: { readAudit: true, stopPositions: true, propose: true, askGlass: [{ floor: ground, name: 'Ground' }] },
  positions: { on: false, why: 'gates', failing: ['swap'], accepted: ['inspector'] },
  settings,
  limits: { ...settings, auditDays: 30 },
  proposals: [{ id: one, setting: 'k', from: 5, to: 9, byName: 'Ada', byRole: 'administrator', untilMs: 7, mayAnswer: true }],
  glasses: [
    { id: one, floor: ground, floorName: 'Ground', ...waiting, mayAnswer: false, mayLook: false },
    { id: two, floor: attic, floorName: 'Attic', ...waiting, mayAnswer: false, mayLook: false },
  ],
  audit: { entries: 12, intact: true },
});
const deskOf = (role: Role, managedFloors: 'all' | [typeof ground] | [] = []) =>
  maskDesk(desk, viewer({ roles: [role], managedFloors }));

describe('the privacy desk', () => {
  test('a privacy officer reads all of it, field by field', () => {
    expect(deskOf('privacy-officer')).toEqual(desk);
    const extra = { who: 'canary' };
    const carrying = {
      ...{ ...desk, ...extra, may: { ...desk.may, ...extra }, positions: { ...desk.positions, ...extra } },
      proposals: desk.proposals.map((proposal) => ({ ...proposal, ...extra })),
      glasses: desk.glasses.map((glass) => ({ ...glass, ...extra })),
    };
    expect(JSON.stringify(maskDesk(carrying, viewer({ roles: ['privacy-officer'] })))).not.toContain('canary');
  });

  test('an administrator reads all but the audit', () => {
    expect(deskOf('administrator')).toEqual({ ...desk, audit: null });
  });

  test('R43: a location manager reads the cases of the floors they manage, and no proposal', () => {
    const mine = desk.glasses.filter(({ floor }) => floor === ground);
    expect(deskOf('location-manager', [ground])).toEqual({ ...desk, glasses: mine, proposals: [], audit: null });
    expect(deskOf('location-manager', 'all').glasses).toEqual(desk.glasses);
    expect(deskOf('location-manager').glasses).toEqual([]);
  });

  test('R45: an assignment without its role shows no case', () => {
    expect(deskOf('location-manager-light', 'all')).toMatchObject({ glasses: [], proposals: [], audit: null });
  });
});
