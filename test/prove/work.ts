// A working day in a second: everything that people do at a wall and on their page while the radio tells of them. Whatever
// the product learns to do belongs in `deeds` here, so that the proof covers it: one line per deed.

import { WebSocket } from 'ws';
import type { Running } from '#gateway/running.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { Health } from '#shared/wire/health.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { newEvent, padClient } from '#test/faults/pad-client.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import type { CanaryBook } from './canaries.ts';
import type { CanarySite } from './canary-site.ts';
import type { CanaryPerson, Company } from './company.ts';
import { startRadio } from './radio.ts';

/** What was really done, for the report: a proof in which nothing happened is none. */
export const deedNames = [
  ...['sightings', 'boards read', 'boards with somebody on them', 'taps at the wall', 'wrong PINs'],
  ...['sign-ins', 'consents given or withdrawn', 'other decisions', 'searches', 'data exports'],
] as const;
export type Tally = Record<(typeof deedNames)[number], number>;

export function noDeeds(): Tally {
  return Object.fromEntries(deedNames.map((name) => [name, 0])) as Tally;
}

type Gateway = { readonly url: string; readonly mqttPort: number };
export type WorkPlan = {
  readonly gateway: Gateway;
  readonly site: CanarySite;
  readonly company: Company;
  readonly canaries: CanaryBook;
  readonly tally: Tally;
  /** Which of the acting people are busy this time. */
  readonly turn: number;
  /** Somebody has done everything there is to do on their page once. */
  readonly onBusy?: () => void;
};

/** Resolves as soon as the gateway knows its people and everything has begun; stopping it waits for nobody. */
export async function startWork(plan: WorkPlan): Promise<Running> {
  const { gateway, site, company, canaries, tally, turn } = plan;
  await peopleLoaded(gateway.url);
  const tags = [...company.located, ...company.acting].map(({ tag }) => tag);
  const onSightings = (count: number): void => {
    tally.sightings += count;
  };
  const radio = await startRadio({ mqttPort: gateway.mqttPort, site, canaries, tags, onSightings });
  const walls = (['lobby', 'floor-2'] as const).map((display) => watchBoards(gateway.url, display, tally));
  const stopping = new AbortController();
  const busy = (nth: number): CanaryPerson => company.acting[(turn * 3 + nth) % company.acting.length] as CanaryPerson;
  // A deed that the kill interrupts ends in an error that says nothing.
  const begin = (deed: Promise<void>): void => void deed.catch(() => undefined);
  begin(atTheWall(plan, busy(0)));
  begin(onThePage(plan, busy(1), stopping.signal));
  begin(onThePage(plan, busy(2), stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      for (const wall of walls) wall.close();
      await radio.stop();
    },
  };
}

/** Waits until the gateway has its people from the booking system. */
export async function peopleLoaded(url: string): Promise<void> {
  while ((await healthOf(url)).booking.mirror === 'empty') await pause(machineClock, 20);
}

export async function healthOf(url: string): Promise<Health> {
  const ask = (): Promise<Response> => fetch(`${url}/api/v1/health`);
  // A connection that was kept open may have been closed while the image was read; the second one is new.
  return Health.parse(await (await ask().catch(ask)).json());
}

export type Wall = {
  /** How many people the newest board shows; null before the first board. */
  readonly shown: () => number | null;
  readonly close: () => void;
};

/** Looks at a wall's boards and counts them. */
export function watchBoards(url: string, display: 'lobby' | 'floor-2', tally: Tally): Wall {
  const token = derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', display);
  const headers = { authorization: `Bearer ${display}.${token}` };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/board-socket`, { headers });
  let shown: number | null = null;
  // Killed gateways break their sockets off.
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const message = ToDisplay.parse(JSON.parse(String(data)));
    if (message.kind !== 'board') return;
    shown = message.board.people.length + message.board.somewhere.length;
    tally['boards read'] += 1;
    if (shown > 0) tally['boards with somebody on them'] += 1;
  });
  return { shown: () => shown, close: () => socket.terminate() };
}

async function atTheWall({ gateway, tally }: WorkPlan, { person, pin }: CanaryPerson): Promise<void> {
  const pad = padClient(gateway.url);
  const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
  await pad.signIn(person.identifier, wrong);
  tally['wrong PINs'] += 1;
  const reply = await pad.signIn(person.identifier, pin);
  if (!reply.ok) return;
  const { session, bookings, freeDesks } = reply.pad;
  const open = bookings.find((booking) => booking.canCheckIn);
  const body = { session, event: newEvent() };
  if (open) await pad.act('confirm', { ...body, booking: open.id });
  else await pad.act('walk-up', { ...body, space: freeDesks[0]?.space });
  tally['taps at the wall'] += 1;
  const over = bookings.find((booking) => booking.canRelease);
  if (over === undefined) return;
  await pad.act('release', { session, event: newEvent(), booking: over.id });
  tally['taps at the wall'] += 1;
}

async function onThePage(plan: WorkPlan, who: CanaryPerson, signal: AbortSignal): Promise<void> {
  const one = await employee(plan.gateway.url, who);
  plan.tally['sign-ins'] += 1;
  while (!signal.aborted) {
    for (const deed of deeds) await deed(one, plan, who);
    plan.onBusy?.();
    await pause(machineClock, 50, signal);
  }
}

type Deed = (one: Employee, plan: WorkPlan, who: CanaryPerson) => Promise<void>;
const deeds: readonly Deed[] = [
  consentFlip(async (one) => void (await one.consent(['group', 'wall']))),
  decision((one, { tag }) => one.act(mePaths.bringTag, { printed: tag })),
  decision((one) => one.act(mePaths.visibility, { visibility: 'hide' })),
  decision((one) => one.act(mePaths.status, { status: 'busy' })),
  decision((one) => one.act(mePaths.pause, { on: true })),
  decision((one) => one.act(mePaths.pause, { on: false })),
  decision((one) => one.act(mePaths.forget)),
  search,
  dataExport,
  consentFlip(async (one) => void (await one.act(mePaths.withdraw))),
  // Not break-glass: whoever it shows is owed a word, so their reference is on the disk on purpose until it was sent.
];

function consentFlip(flip: (one: Employee) => Promise<void>): Deed {
  return async (one, { tally }) => {
    await flip(one);
    tally['consents given or withdrawn'] += 1;
  };
}

function decision(decide: (one: Employee, who: CanaryPerson) => Promise<unknown>): Deed {
  return async (one, { tally }, who) => {
    await decide(one, who);
    tally['other decisions'] += 1;
  };
}

/** By the name of somebody who is only located. */
async function search(one: Employee, { company, tally, turn }: WorkPlan): Promise<void> {
  await one.find(company.located[turn % company.located.length]?.person.displayName.split(' ')[1] ?? '');
  tally.searches += 1;
}

async function dataExport(one: Employee, { tally }: WorkPlan): Promise<void> {
  await (await one.ask(mePaths.data)).text();
  tally['data exports'] += 1;
}
