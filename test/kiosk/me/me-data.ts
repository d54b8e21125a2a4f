// A plausible Tuesday of one employee in the demo office, as the gateway would tell their page.

import { hours, minutes } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { FindReply } from '#shared/wire/find.ts';
import { Me, MePlan } from '#shared/wire/me.ts';
import { ConsentReceipt } from '#shared/wire/receipt.ts';
import { boardNowMs, demoPlan } from '#test/fakes/board-data.ts';

export const mePlan: MePlan = MePlan.parse(demoPlan());

export const documentText = `Privacy document of the Kontorhaus

Your place in the building is worked out from the tag you carry. It is used to show you where you are, to show it to those you choose, and for nothing else.

It is kept for thirty minutes at most and is never written to a disk.`;

/** At the moment they arrive: nothing chosen, nothing brought. */
export const newcomer: Me = Me.parse({
  asOfMs: boardNowMs,
  name: 'Mira Falk',
  location: { state: 'off', scopes: [] },
  document: {
    version: '2026-10',
    sha256: 'ab'.repeat(32),
    controller: 'Nordkontor GmbH',
    dataProtectionOfficer: 'Dr. Ines Holm, dpo@nordkontor.example',
    keptMinutes: 30,
  },
  tags: [],
  holding: null,
  enrolsAt: ['Reception'],
  dot: null,
  seenBy: { wall: 'no', company: false, groups: [] },
  visibility: { own: 'unset', mode: 'user-decides-hide', shown: false, choosable: true },
  status: null,
  bookings: [
    {
      id: 'b-1',
      spaceName: '1-14',
      space: '1-14',
      kind: 'desk',
      floor: 'floor-1',
      floorName: 'Floor 1',
      fromMs: boardNowMs - minutes(42),
      toMs: boardNowMs + hours(6.3),
      state: 'booked',
      canCheckIn: true,
      canRelease: true,
    },
    {
      id: 'b-2',
      spaceName: 'Lighthouse',
      space: 'lighthouse',
      kind: 'room',
      floor: 'floor-1',
      floorName: 'Floor 1',
      fromMs: boardNowMs + minutes(138),
      toMs: boardNowMs + minutes(198),
      state: 'booked',
      canCheckIn: false,
      checkInFromMs: boardNowMs + minutes(123),
      canRelease: true,
    },
  ],
  near: [],
  notices: [],
  positions: { on: true, why: null, failing: [], accepted: [] },
  lookedAt: [],
  apps: true,
  session: { endsAtMs: boardNowMs + hours(160) },
  booking: { up: true },
});

export const demoDot: NonNullable<Me['dot']> = Me.shape.dot.unwrap().parse({
  floor: 'floor-1',
  place: { x: 14.6, y: 9.4, radiusM: 2.4 },
  zoneName: 'Meadow',
  ageMs: 4_000,
  goneInMs: minutes(29.4),
  anchors: [
    { floor: 'floor-1', x: 11.6, y: 11.2, rssiDbm: -58 },
    { floor: 'floor-1', x: 17.6, y: 4.2, rssiDbm: -66 },
    { floor: 'floor-1', x: 17.6, y: 17.4, rssiDbm: -72 },
    { floor: 'floor-1', x: 3.2, y: 4.2, rssiDbm: -81 },
    { floor: 'floor-2', x: 12.6, y: 5.2, rssiDbm: -84 },
  ],
});

/** The same person, located and seen by their groups and the walls, with a badge. */
export const located: Me = Me.parse({
  ...newcomer,
  location: { state: 'on', scopes: ['group', 'wall'], givenAtMs: boardNowMs - minutes(90) },
  tags: [
    { handle: 't-1', kind: 'badge', printed: '100-12' },
    { handle: 't-2', kind: 'app', printed: '' },
  ],
  dot: demoDot,
  seenBy: { wall: 'initials', company: false, groups: ['Design', 'Research'] },
  near: [
    { space: '1-22', spaceName: '1-22', kind: 'desk', floor: 'floor-1', distanceM: 3, untilMs: boardNowMs + hours(3) },
    { space: '1-25', spaceName: '1-25', kind: 'desk', floor: 'floor-1', distanceM: 5, untilMs: boardNowMs + hours(6) },
    { space: 'kelp', spaceName: 'Kelp', kind: 'room', floor: 'floor-1', distanceM: 9, untilMs: boardNowMs + minutes(48) },
  ],
});

export const foundTwo: FindReply = FindReply.parse({
  hits: [
    {
      name: 'Jonas Berg',
      booking: { space: '1-31', spaceName: '1-31', floor: 'floor-1', floorName: 'Floor 1', untilMs: boardNowMs + hours(5) },
      status: 'in-office',
      location: { floor: 'floor-1', floorName: 'Floor 1', zoneName: 'Quarry', ageMin: 4 },
    },
    { name: 'Johanna Lind', status: 'remote' },
  ],
  more: true,
});

export const demoReceipt: ConsentReceipt = ConsentReceipt.parse({
  schema: 'ISO/IEC TS 27560:2023',
  receiptId: '0b8f6d0e-6a0e-4a0e-9d38-0f0a4f0c2b11',
  issuedAtMs: boardNowMs,
  controller: newcomer.document.controller,
  dataProtectionOfficer: newcomer.document.dataProtectionOfficer,
  subject: SubjectRef.parse('p-7f3a'),
  notice: { version: newcomer.document.version, sha256: newcomer.document.sha256 },
  purpose: 'indoor-location',
  legalBasis: 'consent',
  data: ['place in the building', 'identifier of the tag'],
  scopes: ['group', 'wall'],
  recipients: ['colleagues of Design', 'colleagues of Research', 'walls in the building'],
  retention: 'PT30M',
  givenAtMs: boardNowMs - minutes(90),
  method: 'signed-in page, active choice',
  withdrawal: 'On the page /me, with two taps, at any time.',
  events: [{ atMs: boardNowMs - minutes(90), state: 'given' }],
});
