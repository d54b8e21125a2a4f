// What the desk says to the people it is for, on the same Tuesday as the wall's and the employee's page's test data.

import { days, minutes, seconds } from '#shared/kit/duration.ts';
import { AuditPage, GlassView, PrivacyDesk } from '#shared/wire/privacy-desk.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';

const floors = [
  { floor: 'floor-1', name: 'Floor 1' },
  { floor: 'floor-2', name: 'Floor 2' },
];
const quiet = {
  asOfMs: boardNowMs,
  positions: { on: true, why: null, failing: [], accepted: [] },
  settings: { k: 5, linkedDays: 14, auditDays: 90, historyDays: 365 },
  limits: { k: 5, linkedDays: 30, auditDays: 365, historyDays: 365 },
  proposals: [],
  glasses: [],
  audit: null,
};

/** An administrator: everything but the audit and answers of the privacy officer. */
export const administrator: PrivacyDesk = PrivacyDesk.parse({
  ...quiet,
  may: { readAudit: false, stopPositions: true, propose: true, askGlass: floors },
});

export const officer: PrivacyDesk = PrivacyDesk.parse({
  ...quiet,
  may: { readAudit: true, stopPositions: false, propose: true, askGlass: [] },
  audit: { entries: 1204, intact: true },
});

/** Of the first floor. */
export const locationManager: PrivacyDesk = PrivacyDesk.parse({
  ...quiet,
  may: { readAudit: false, stopPositions: false, propose: false, askGlass: floors.slice(0, 1) },
});

export const caseId = '7c1de0a4-51a3-4bb4-9b2f-0d5b3a5f3c10';
const proposalId = '1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9';

export const waitingGlass: PrivacyDesk['glasses'][number] = PrivacyDesk.shape.glasses.element.parse({
  id: caseId,
  floor: 'floor-1',
  floorName: 'Floor 1',
  reason: 'missing-person',
  text: 'A colleague with a heart condition has not come out to the assembly point.',
  askedByName: 'Tom Adler',
  state: 'waiting',
  untilMs: boardNowMs + minutes(10),
  mayAnswer: false,
  mayLook: false,
});

/** As whoever asked sees it. */
export const openGlass: PrivacyDesk['glasses'][number] = {
  ...waitingGlass,
  state: 'open',
  untilMs: boardNowMs + minutes(14) + seconds(12),
  mayLook: true,
};

export const waitingProposal: PrivacyDesk['proposals'][number] = PrivacyDesk.shape.proposals.element.parse({
  id: proposalId,
  setting: 'linkedDays',
  from: 14,
  to: 7,
  byName: 'Tom Adler',
  byRole: 'administrator',
  untilMs: boardNowMs + days(3),
  mayAnswer: true,
});

const place = (x: number, y: number, radiusM = 2.2): object => ({ place: { x, y, radiusM } });

/** Nine people: two side by side, one of whom only the zone is known, one of whom only the floor. */
export const nineSeen: GlassView = GlassView.parse({
  floor: 'floor-1',
  asOfMs: boardNowMs,
  untilMs: openGlass.untilMs,
  people: [
    { name: 'Adele Kim', zoneName: 'Harbour', ...place(5.2, 4.1), ageMs: 4_000 },
    { name: 'Bruno Marsch', zoneName: 'Harbour', ...place(5.9, 4.4), ageMs: 12_000 },
    { name: 'Carla Lindqvist-Oberhauser', zoneName: 'Meadow', ...place(14.6, 9.4, 4), ageMs: 31_000 },
    { name: 'David Nowak', zoneName: 'Meadow', ...place(17.8, 12.2), ageMs: 2_000 },
    { name: 'Elif Vural', zoneName: 'Quarry', ...place(27.5, 6.8), ageMs: 8_000 },
    { name: 'Femke de Haan', zoneName: 'Quarry', ...place(31.2, 14.6, 3), ageMs: 95_000 },
    { name: 'Goran Jelić', zoneName: 'Quarry', ...place(33.4, 4.4), ageMs: 6_000 },
    { name: 'Hanna Carlsen', zoneName: 'Meadow', ageMs: 240_000 },
    { name: 'Ivo Petrov', ageMs: 410_000 },
  ],
});

const hash = (n: number): string => n.toString(16).padStart(2, '0').repeat(32);
const change = { case: proposalId, setting: 'k', from: 5, to: 8 };

/** Two pages of the audit, newest first, with every kind of act. */
const acts: readonly (readonly [who: string | null, act: unknown])[] = [
  ['Ines Holm', { kind: 'audit-read' }],
  ['Tom Adler', { kind: 'glass-ended', case: caseId, how: 'closed' }],
  ['Tom Adler', { kind: 'glass-look', case: caseId }],
  ['Ines Holm', { kind: 'glass-approved', case: caseId }],
  ['Tom Adler', { kind: 'glass-asked', case: caseId, reason: 'missing-person', role: 'location-manager' }],
  ['Ines Holm', { kind: 'setting-changed', ...change }],
  ['Tom Adler', { kind: 'setting-proposed', ...change }],
  [null, { kind: 'positions', on: true, why: 'gates', failing: [], accepted: ['swap'] }],
  [null, { kind: 'positions', on: false, why: 'gates', failing: ['inspector', 'swap'], accepted: [] }],
  [null, { kind: 'started', version: '0.5.0', configSha256: hash(7) }],
  [null, { kind: 'stopped' }],
  [null, { kind: 'glass-refused', case: caseId }],
  [null, { kind: 'setting-refused', case: proposalId }],
  [null, { kind: 'positions', on: false, why: 'switched-off', failing: [], accepted: [] }],
  [null, { kind: 'policy', mode: 'user-decides-hide', documentVersion: '2026-10' }],
  [null, { kind: 'clocks-moved' }],
  [null, { kind: 'glass-ended', case: caseId, how: 'lapsed' }],
  [null, { kind: 'rows-dropped', buckets: 2 }],
  ['Tom Adler', { kind: 'managed', what: 'block', role: 'location-manager' }],
  [null, { kind: 'emergency-started', drill: false, how: 'fire-panel', role: null }],
  ['Tom Adler', { kind: 'roll-printed' }],
  [null, { kind: 'emergency-ended', how: 'time' }],
];
const newest = 1204;
const entries = acts.map(([who, act], i) => ({
  seq: newest - i,
  atMs: boardNowMs - (i < 11 ? minutes(7) * i : days(20) + minutes(i)),
  who,
  act,
  hash: hash(i),
}));
export const newestEntries: AuditPage = AuditPage.parse({ entries: entries.slice(0, 11), nextBefore: newest - 10 });
export const olderEntries: AuditPage = AuditPage.parse({ entries: entries.slice(11), nextBefore: null });
