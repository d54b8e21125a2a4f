// The pictures worth taking: sizes, themes, and the states a wall gets into.

import type { Page } from '@playwright/test';
import type { Board } from '#shared/wire/board.ts';
import type { PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { boardNowMs, crowdedBoard } from '#test/fakes/board-data.ts';
import { demoPad } from '#test/fakes/pad-answers.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';
import { demoRoll } from '#test/kiosk/emergency/roll-data.ts';
import { demoMessages, type OpenWall } from './open-wall.ts';

export type Look = {
  readonly name: string;
  readonly size: readonly [number, number];
  readonly query?: string;
  readonly first?: () => readonly ToPage[];
  readonly answer?: (call: PadCall) => Promise<PadAnswer>;
  readonly act?: (page: Page, wall: OpenWall) => Promise<void>;
};

const landscape = [1920, 1080] as const;
const portrait = [1080, 1920] as const;

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check in here' }).click();
  await page.keyboard.type('4711');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.keyboard.type('123456');
  await page.getByRole('heading', { name: 'Hello' }).waitFor();
}

const readPrivacy = (page: Page): Promise<void> => page.getByRole('button', { name: 'Privacy' }).click();

/** The demo office with something else on its board. */
const withBoard = (change: Partial<Board>) => (): readonly ToPage[] =>
  demoMessages().map((message) =>
    message.kind === 'board' ? { kind: 'board', board: { ...message.board, ...change } } : message,
  );
const glass = { glassUntilMs: boardNowMs + 780_000 };
const off: Board['positions'] = { on: false, why: 'gates', failing: ['core-dumps', 'swap'], accepted: [] };
const risk: Board['positions'] = { on: true, why: null, failing: [], accepted: ['swap', 'watchdog'] };

async function outage(page: Page, wall: OpenWall): Promise<void> {
  await wall.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  await page.clock.runFor(100_000);
}

/** Forty people at their desks, and more of them somewhere than a line can name. */
function crowd(): readonly ToPage[] {
  return demoMessages().map((message) =>
    message.kind === 'board' ? { kind: 'board', board: crowdedBoard(message.board) } : message,
  );
}

const inEmergency = (options: Parameters<typeof demoRoll>[0]) => (): readonly ToPage[] => [
  ...demoMessages(),
  { kind: 'emergency', emergency: demoRoll(options) },
];
const tapName = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: /Ada Quill/ })
    .first()
    .click();

/** Some spaces closed, and first aid about to end. */
function closedSome(): readonly ToPage[] {
  const reasons = ['broken', 'cleaning', 'works', 'event', 'kept-free'] as const;
  return demoMessages().map((message) => {
    if (message.kind !== 'board') return message;
    const spaces = message.board.spaces.map((space, i) => {
      if (i % 7 !== 3) return space;
      const until = i % 2 === 0 ? { untilMs: boardNowMs + 7_200_000 } : {};
      return { id: space.id, state: 'blocked' as const, blocked: reasons[i % 5] ?? 'broken', ...until };
    });
    const named = [{ label: 'Ada Quill', zoneName: 'Harbour' }, { label: 'Bruno Nowak' }];
    const safety = { state: 'enough' as const, gapFromMs: boardNowMs + 1_080_000, named };
    return { kind: 'board', board: { ...message.board, spaces, safety } };
  });
}

export const looks: readonly Look[] = [
  { name: 'closed', size: landscape, first: closedSome },
  { name: 'closed-dark', size: landscape, query: '?theme=dark', first: closedSome },
  { name: 'closed-mono', size: landscape, query: '?theme=mono', first: closedSome },
  { name: 'closed-portrait', size: portrait, first: closedSome },
  { name: 'closed-phone', size: [390, 844], first: closedSome },
  {
    name: 'closed-list',
    size: landscape,
    first: closedSome,
    act: (page) => page.getByRole('button', { name: 'Show as a list' }).click(),
  },
  { name: 'first-aid-none', size: landscape, first: withBoard({ safety: { state: 'none', gapFromMs: null, named: [] } }) },
  { name: 'emergency', size: landscape, first: inEmergency({}) },
  { name: 'emergency-long', size: landscape, first: inEmergency({ named: 46 }) },
  { name: 'emergency-portrait', size: portrait, first: inEmergency({ named: 46 }) },
  { name: 'emergency-dark', size: landscape, query: '?theme=dark', first: inEmergency({}) },
  { name: 'emergency-mono', size: landscape, query: '?theme=mono', first: inEmergency({}) },
  { name: 'emergency-laptop', size: [1366, 768], first: inEmergency({ named: 46 }) },
  { name: 'emergency-phone', size: [390, 844], first: inEmergency({}) },
  { name: 'emergency-ask', size: landscape, first: inEmergency({}), act: tapName },
  { name: 'emergency-gone', size: landscape, first: inEmergency({}), act: outage },
  { name: 'drill', size: landscape, first: inEmergency({ drill: true }) },
  { name: 'drill-mono', size: landscape, query: '?theme=mono', first: inEmergency({ drill: true }) },
  { name: 'drill-dark', size: landscape, query: '?theme=dark', first: inEmergency({ drill: true }) },
  { name: 'drill-portrait', size: portrait, first: inEmergency({ drill: true }) },
  { name: 'drill-ask', size: portrait, first: inEmergency({ drill: true }), act: tapName },
  { name: 'identify', size: landscape, act: (_page, wall) => wall.tell({ kind: 'command', command: 'identify' }) },
  { name: 'landscape', size: landscape },
  { name: 'portrait', size: portrait },
  { name: 'laptop', size: [1366, 768] },
  { name: 'phone', size: [390, 844] },
  { name: 'dark', size: landscape, query: '?theme=dark' },
  { name: 'mono', size: landscape, query: '?theme=mono' },
  { name: 'outage', size: landscape, act: outage },
  { name: 'hall', size: landscape, first: () => demoMessages('tetam-hall') },
  { name: 'hall-portrait', size: portrait, first: () => demoMessages('tetam-hall') },
  { name: 'connecting', size: landscape, first: () => [] },
  { name: 'list', size: landscape, act: (page) => page.getByRole('button', { name: 'Show as a list' }).click() },
  {
    name: 'list-end',
    size: landscape,
    act: async (page) => {
      await page.getByRole('button', { name: 'Show as a list' }).click();
      await page.locator('[data-somewhere]').last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'privacy', size: landscape, act: readPrivacy },
  { name: 'privacy-dark', size: landscape, query: '?theme=dark', first: withBoard(glass), act: readPrivacy },
  { name: 'privacy-mono', size: landscape, query: '?theme=mono', act: readPrivacy },
  { name: 'privacy-portrait', size: portrait, first: withBoard(glass), act: readPrivacy },
  { name: 'privacy-laptop', size: [1366, 768], first: withBoard(glass), act: readPrivacy },
  { name: 'privacy-phone', size: [390, 844], first: withBoard(glass), act: readPrivacy },
  {
    name: 'privacy-bare',
    size: landscape,
    first: withBoard({ positions: off }),
    act: async (page, wall) => {
      const document = { ...demoPrivacy.document, text: null };
      await wall.privacyIs({ ...demoPrivacy, positions: off, changes: [], document, ownPage: null });
      await readPrivacy(page);
      await wall.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
    },
  },
  { name: 'glass', size: landscape, first: withBoard({ ...glass, positions: risk }) },
  { name: 'glass-mono', size: landscape, query: '?theme=mono', first: withBoard(glass) },
  { name: 'glass-portrait', size: portrait, first: withBoard({ ...glass, positions: risk }) },
  { name: 'glass-phone', size: [390, 844], first: withBoard(glass) },
  { name: 'positions-off', size: landscape, first: withBoard({ positions: off, people: [], somewhere: [] }) },
  { name: 'positions-off-portrait', size: portrait, first: withBoard({ positions: off, people: [], somewhere: [] }) },
  { name: 'crowd', size: landscape, first: crowd },
  { name: 'crowd-portrait', size: portrait, first: crowd },
  { name: 'pad-number', size: landscape, act: (page) => page.getByRole('button', { name: 'Check in here' }).click() },
  { name: 'pad-choose', size: landscape, answer: demoPad(), act: signIn },
  { name: 'pad-portrait', size: portrait, answer: demoPad(), act: signIn },
  { name: 'pad-laptop', size: [1366, 768], act: (page) => page.getByRole('button', { name: 'Check in here' }).click() },
  {
    name: 'pad-desks',
    size: landscape,
    answer: demoPad(),
    act: async (page) => {
      await signIn(page);
      await page.getByRole('button', { name: 'Take a free desk' }).click();
    },
  },
  {
    name: 'pad-result',
    size: landscape,
    answer: demoPad({ delivery: 'will-be-sent' }),
    act: async (page) => {
      await signIn(page);
      await page.getByRole('button', { name: 'Check in to' }).click();
      await page.getByText('Checked in – will be sent').waitFor();
    },
  },
  {
    name: 'pad-wrong-pin',
    size: landscape,
    answer: async () => ({ ok: false, why: 'wrong-pin' }),
    act: async (page) => {
      await page.getByRole('button', { name: 'Check in here' }).click();
      await page.keyboard.type('4711');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.keyboard.type('123456');
      await page.getByText('do not match').waitFor();
    },
  },
];
