// What managers are told at the console, on the same Tuesday as everything else: two floors, most of it well, and one of each
// thing that needs a hand.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { BoardSpace } from '#shared/wire/board.ts';
import { Emergency, OwnEmergency } from '#shared/wire/emergency.ts';
import { Managed } from '#shared/wire/manage.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';

const plan = demoPlan();

const nameless = ({ label: _, ...space }: BoardSpace): BoardSpace =>
  space.state === 'checked-in' ? { ...space, state: 'occupied' } : space;

/** As a wall that shows no names has it: nobody located, and no label. */
const boards = plan.floors.map((floor) => {
  const board = demoBoard(plan, floor);
  return { ...board, people: [], somewhere: [], spaces: board.spaces.map(nameless) };
});

const everything: Managed['may'] = {
  floors: plan.floors.map(({ id }) => id),
  bookFloors: plan.floors.map(({ id }) => id),
  safetyFloors: plan.floors.map(({ id }) => id),
  bookings: true,
  exportBookings: true,
  block: true,
  issues: true,
  displays: true,
  utilisation: true,
  exportUtilisation: true,
  startEmergency: true,
  warden: true,
};

const hearing = {
  floor: 'floor-1',
  kind: 'scanner',
  scanners: ['node-1'],
  state: 'hearing',
  why: null,
  lastHeardAgoMs: 0,
  advertsPerSecond: 50,
  saturated: false,
  clockSkewMs: 0,
  firmwareVersion: '4.0.6',
};
const moved = {
  ...{ samples: 8, readings: 240, residualDb: 3.1, biasDb: -6.2 },
  moved: { suspicion: 'likely', reason: 'hears its neighbours otherwise than it did' },
};

/** All is as it should be. */
export const wellManaged: Managed = Managed.parse({
  asOfMs: boardNowMs,
  may: everything,
  boards,
  firstAid: boards.map(({ floor, safety }) => ({ floor, safety })),
  nobodyCame: [],
  walkUps: [],
  blocks: [],
  issues: [],
  anchors: [{ ...hearing, id: 'a-01', x: 3, y: 3 }],
  displays: [{ id: 'lobby', name: 'Lobby', floor: 'floor-1', online: true, sinceMs: boardNowMs - hours(5) }],
  owed: { outbox: 0, quarantined: 0 },
});

const closed = { id: '1-20', state: 'blocked', blocked: 'broken' };

/** One of each thing that needs a hand. */
export const busyManaged: Managed = Managed.parse({
  ...wellManaged,
  boards: boards.map((board) => ({
    ...board,
    spaces: board.spaces.map((space) => (space.id === closed.id ? closed : space)),
    booking: { up: false, sinceMs: boardNowMs - minutes(6) },
    positions: { on: true, why: null, failing: [], accepted: ['swap'] },
  })),
  nobodyCame: [{ space: 'lighthouse', sinceMs: boardNowMs - minutes(12), releaseMs: boardNowMs + minutes(3) }],
  walkUps: [{ space: '1-14', sinceMs: boardNowMs - minutes(50) }],
  blocks: [{ id: 'bl-1', space: closed.id, reason: 'broken', fromMs: boardNowMs - hours(26), untilMs: null }],
  issues: [
    { id: 'is-1', floor: 'floor-1', space: '1-20', text: 'The desk wobbles.', atMs: boardNowMs - hours(27), state: 'answered' },
    { id: 'is-2', floor: 'floor-2', text: 'The lift smells.', atMs: boardNowMs - hours(1), state: 'open' },
    { id: 'is-3', floor: 'floor-2', text: 'Done.', atMs: boardNowMs - hours(1), state: 'closed' },
  ],
  anchors: [
    { ...hearing, id: 'a-01', x: 3, y: 3 },
    { ...hearing, id: 'a-02', x: 5, y: 5, state: 'silent', why: 'disconnected', lastHeardAgoMs: minutes(12) },
    { ...hearing, id: 'a-03', x: 20, y: 5, saturated: true },
    { ...hearing, id: 'a-04', floor: 'floor-2', x: 5, y: 5, calibration: moved },
    { ...hearing, id: 'a-05', floor: 'floor-2', x: 8, y: 5, state: 'unknown', kind: 'beacon', lastHeardAgoMs: null },
  ],
  displays: [
    ...wellManaged.displays,
    { id: 'kitchen', name: 'Kitchen', floor: 'floor-2', online: false, sinceMs: boardNowMs - minutes(40) },
    { id: 'side', name: 'Side door', floor: 'floor-1', online: false, sinceMs: null },
  ],
  owed: { outbox: 3, quarantined: 1 },
});

/** Light: no booking, no name, no emergency; the first floor alone. */
export const lightManaged: Managed = Managed.parse({
  ...wellManaged,
  may: {
    ...everything,
    floors: everything.floors.slice(0, 1),
    ...{ bookings: false, exportBookings: false, exportUtilisation: false, startEmergency: false },
  },
  boards: boards.slice(0, 1),
});

const running = {
  id: '0b0c1e4e-7a53-4b0e-9f4e-2f6f1f8f9a10',
  drill: false,
  by: 'fire-panel',
  startedMs: boardNowMs - minutes(2),
  endsMs: boardNowMs + hours(4),
  assemblyPoint: 'the car park in the south',
};
const roll: Emergency = Emergency.parse({
  ...running,
  floors: [{ floor: 'floor-1', people: [], unnamed: { here: 3, safe: 1 } }],
  counts: { expected: 3, safe: 1 },
});

/** As a warden sees it who has not marked themselves yet. */
export const alarm: OwnEmergency = OwnEmergency.parse({ ...running, safe: false, warden: true, roll });
