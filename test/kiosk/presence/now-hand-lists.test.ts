// What needs a hand: one line for each thing, in words that say what, where and since when, and silence when all is well.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en } from '#kiosk/i18n/en.ts';
import { meEn } from '#kiosk/i18n/me-en.ts';
import { presenceEn } from '#kiosk/i18n/presence-en.ts';
import { presenceWordsOf } from '#kiosk/i18n/use-presence-words.ts';
import { handListsOf } from '#kiosk/presence/now-hand-lists.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { FloorId } from '#shared/model/ids.ts';
import { Managed } from '#shared/wire/manage.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { busyManaged, wellManaged } from './manage-data.ts';

const messages = { ...en, ...meEn, ...presenceEn };
const words = presenceWordsOf(createIntl({ locale: 'en-GB', timeZone: 'Europe/Berlin', messages }));

function said(managed: Managed, floor: string | null = null): Record<string, readonly string[]> {
  const view = { plan: mePlan, managed, nowMs: boardNowMs, name: '', fresh: true, emergency: null };
  const lists = handListsOf(view, floor === null ? null : FloorId.parse(floor), words);
  return Object.fromEntries(lists.map(({ name, items }) => [name, items.map(({ what, says }) => `${what}: ${says}`)]));
}

describe('what needs a hand', () => {
  test('is nothing when all is well', () => {
    expect(said(wellManaged)).toEqual({});
  });

  test('is said with what, where and since when', () => {
    expect(said(busyManaged)).toEqual({
      system: [
        'Booking system: no answer since 10:36',
        'Still to be sent to it: 3 entries',
        'Refused by it for good: 1 entry',
        'Locating people: on, with an accepted risk: swap on disk',
      ],
      nobodyCame: ['Lighthouse, Floor 1: since 10:30, given back at 10:45'],
      walkUps: ['1-14, Floor 1: since 09:52'],
      blocks: ['1-20, Floor 1: broken, until somebody lifts it'],
      issues: ['1-20, Floor 1: answered, since Monday 23 November, 07:42', 'Floor 2: open, since 09:42'],
      anchors: [
        'a-02, Harbour: silent: not connected, last heard 12 minutes ago',
        'a-03, Meadow: saturated: more tags than it can hold',
        'a-04, Cove: may have been moved',
      ],
      displays: ['Kitchen: since 10:02', 'Side door: not seen since the gateway started'],
    });
  });

  test('of one floor leaves out what is on others, and keeps what is of the building', () => {
    const { system, issues, anchors, displays, ...others } = said(busyManaged, 'floor-2');
    expect(system).toHaveLength(4);
    expect([issues?.length, anchors?.length, displays?.length]).toEqual([1, 1, 1]);
    expect(others).toEqual({});
  });

  test('says why locating is off, and how long a space stays closed', () => {
    const board = busyManaged.boards[0];
    const positions = { on: false, why: 'gates', failing: ['swap'], accepted: [] };
    const block = { id: 'bl-1', space: '1-20', reason: 'works' };
    const managed = Managed.parse({
      ...wellManaged,
      boards: [{ ...board, positions, booking: { up: true, sinceMs: null } }],
      blocks: [
        { ...block, fromMs: boardNowMs - hours(1), untilMs: boardNowMs + minutes(90) },
        { ...block, id: 'bl-2', fromMs: boardNowMs + hours(24), untilMs: null },
        { ...block, id: 'bl-3', space: 'removed', fromMs: boardNowMs, untilMs: null },
      ],
    });
    expect(said(managed)).toEqual({
      system: ['Locating people: off: not safe enough (swap on disk)'],
      blocks: ['1-20, Floor 1: works, until 12:12', '1-20, Floor 1: works, from Wednesday 25 November, 10:42'],
    });
  });
});
