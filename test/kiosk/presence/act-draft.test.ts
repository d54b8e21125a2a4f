// What a manager chose and typed is asked for only when it can be, and in the moments they meant.

import { describe, expect, test } from 'vitest';
import { blockLongs, emptyBlockDraft, readBlockDraft } from '#kiosk/presence/act-block-draft.ts';
import { type BookDraft, emptyBookDraft, readBookDraft, timesShown } from '#kiosk/presence/act-book-draft.ts';
import { floorsToActOn, floorsToBookOn, kindsOn, spacesNow } from '#kiosk/presence/act-places.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { SpaceId } from '#shared/model/ids.ts';
import { ManageRequest } from '#shared/wire/manage.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { lightManaged, wellManaged } from './manage-data.ts';

const at = { nowMs: boardNowMs, timeZone: 'Europe/Berlin' };
const evening = { ...at, nowMs: Date.UTC(2026, 10, 24, 22, 50) };
const space = SpaceId.parse('1-14');
const draft: BookDraft = {
  ...emptyBookDraft,
  person: { handle: '0a6b1c1e-5a2e-4c55-9a33-0d4fb1d2a001', name: 'Ada Quill' },
  where: { ...emptyBookDraft.where, space },
};
const missing = (change: Partial<BookDraft>, when = at): string => {
  const read = readBookDraft({ ...draft, ...change }, when);
  return read.ok ? 'nothing' : read.missing;
};
const view = { plan: mePlan, managed: wellManaged, nowMs: boardNowMs, name: 'Mira Falk', fresh: true, emergency: null };

describe('booking for someone', () => {
  test('begins with the running quarter of an hour today, and with the office on another day', () => {
    expect(timesShown(draft, at)).toEqual({ from: '10:30', to: '17:00' });
    expect(timesShown({ ...draft, inDays: 3 }, at)).toEqual({ from: '09:00', to: '17:00' });
    expect(timesShown({ ...draft, from: '8', to: '' }, at)).toEqual({ from: '8', to: '' });
    expect(timesShown(draft, { ...at, nowMs: Date.UTC(2026, 10, 24, 18, 5) })).toEqual({ from: '19:00', to: '20:00' });
  });

  test('is asked for in a request that the contract takes', () => {
    const read = readBookDraft({ ...draft, inDays: 1, from: '9', to: '1230' }, at);
    if (!read.ok) throw new Error(read.missing);
    const { name, ...booked } = read.booked;
    const event = '7f1c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f';
    expect(ManageRequest.safeParse({ event, act: 'book', ...booked }).success).toBe(true);
    expect([name, booked.fromMs, booked.toMs]).toEqual(['Ada Quill', Date.UTC(2026, 10, 25, 8), Date.UTC(2026, 10, 25, 11, 30)]);
  });

  test('is not asked for while something is missing or wrong, and says the first thing', () => {
    expect(missing({})).toBe('nothing');
    expect(missing({ person: null, where: emptyBookDraft.where })).toBe('person');
    expect(missing({ where: emptyBookDraft.where })).toBe('space');
    expect(missing({ from: 'noon' })).toBe('from');
    expect(missing({ to: '' })).toBe('to');
    expect(missing({ from: '12:00', to: '12:00' })).toBe('order');
    expect(missing({ from: '22:00', to: '06:00' })).toBe('order');
    expect(missing({ from: '9:00' })).toBe('over');
    expect(missing({ from: '10:30', to: '10:42' })).toBe('over');
    // Midnight is too near for an hour: whoever books then says when it ends.
    expect(missing({}, evening)).toBe('order');
  });
});

describe('blocking a space', () => {
  test('lasts until this evening only while that lies ahead', () => {
    expect(blockLongs(at)).toEqual([
      { long: 'today', untilMs: Date.UTC(2026, 10, 24, 19) },
      { long: 'tomorrow', untilMs: Date.UTC(2026, 10, 25, 19) },
      { long: 'open', untilMs: null },
    ]);
    expect(blockLongs(evening).map(({ long }) => long)).toEqual(['tomorrow', 'open']);
  });

  test('needs a space, a reason and how long', () => {
    const whole = { where: { ...emptyBlockDraft.where, space }, reason: 'works', long: 'today' } as const;
    expect(readBlockDraft(whole, at)).toEqual({ space, reason: 'works', untilMs: boardNowMs + hours(9) + minutes(18) });
    expect(readBlockDraft({ ...whole, long: 'open' }, at)?.untilMs).toBeNull();
    expect(readBlockDraft({ ...whole, reason: null }, at)).toBeNull();
    expect(readBlockDraft({ ...whole, where: emptyBlockDraft.where }, at)).toBeNull();
    expect(readBlockDraft({ ...whole, long: null }, at)).toBeNull();
    // Chosen before the evening, confirmed after it.
    expect(readBlockDraft(whole, evening)).toBeNull();
  });
});

describe('spaces to choose from', () => {
  test('R41: are those of the assigned floors, and to book on, of all for whoever manages groups', () => {
    expect(floorsToActOn({ ...view, managed: lightManaged }).map(({ id }) => id)).toEqual(['floor-1']);
    const ofGroups = { ...wellManaged, may: { ...wellManaged.may, floors: [] } };
    expect(floorsToActOn({ ...view, managed: ofGroups })).toEqual([]);
    expect(floorsToBookOn({ ...view, managed: ofGroups })).toEqual(mePlan.floors);
  });

  test('are free ones first, as the board says; what no board tells is not known', () => {
    const [first] = mePlan.floors;
    const states = spacesNow(view, first, 'desk').map(({ state }) => state);
    const free = states.lastIndexOf('free') + 1;
    expect(free).toBeGreaterThan(3);
    expect(new Set(states.slice(0, free))).toEqual(new Set(['free']));
    expect(states.length).toBe(first?.spaces.filter(({ kind }) => kind === 'desk').length);
    const blind = { ...view, managed: { ...wellManaged, boards: [] } };
    expect(new Set(spacesNow(blind, first, 'desk').map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect([kindsOn(first), kindsOn(undefined)]).toEqual([['desk', 'room'], []]);
  });
});
