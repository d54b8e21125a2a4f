// What the console remembers and shows: nothing after signing out, nothing whose time is over, and since when it is silent.

import { describe, expect, test } from 'vitest';
import { deskViewOf, emptyDeskMemory, rememberDesk } from '#kiosk/presence/desk-memory.ts';
import { leftMs } from '#kiosk/presence/use-look.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { locationManager, officer, openGlass, waitingProposal } from './desk-data.ts';

const at = { bootMs: 1_000, wallMs: boardNowMs };
const later = (ms: number) => ({ bootMs: at.bootMs + ms, wallMs: at.wallMs + ms });
const asleepFor = (ms: number) => ({ bootMs: at.bootMs, wallMs: at.wallMs + ms });

const desk = { ...officer, glasses: [openGlass], proposals: [waitingProposal] };
const known = [
  { kind: 'name', name: 'Ines Holm' },
  { kind: 'plan', plan: mePlan },
  { kind: 'desk', desk },
] as const;
const memory = known.reduce((before, message) => rememberDesk(before, message, at), emptyDeskMemory);

describe('the console', () => {
  test('shows the desk once desk and plan have come', () => {
    expect(deskViewOf(memory, at)).toMatchObject({ name: 'Ines Holm', nowMs: boardNowMs, gone: null, desk });
    expect(deskViewOf(rememberDesk(emptyDeskMemory, known[2], at), at)).toBeNull();
  });

  test('S10: shows a case no longer than it lasts, even when the gateway is silent or the machine slept', () => {
    const lasts = openGlass.untilMs - boardNowMs;
    for (const moment of [later, asleepFor]) {
      expect(deskViewOf(memory, moment(lasts - 1))?.desk.glasses).toHaveLength(1);
      expect(deskViewOf(memory, moment(lasts))?.desk.glasses).toEqual([]);
    }
  });

  test('S10: shows a look for thirty seconds, by whichever clock says more', () => {
    expect(leftMs(at, later(seconds(29)))).toBe(seconds(1));
    expect(leftMs(at, later(seconds(30)))).toBe(0);
    expect(leftMs(at, asleepFor(minutes(5)))).toBe(0);
    expect(leftMs(at, { bootMs: at.bootMs + seconds(31), wallMs: at.wallMs - minutes(60) })).toBe(0);
  });

  test('says since when no answer comes, and as of when the rest is', () => {
    const silent = rememberDesk(memory, { kind: 'no-desk' }, later(seconds(5)));
    const still = rememberDesk(silent, { kind: 'no-desk' }, later(seconds(10)));
    const view = deskViewOf(still, later(seconds(12)));
    expect(view?.gone).toEqual({ sinceMs: boardNowMs + seconds(5), asOfMs: boardNowMs });
    expect(deskViewOf(rememberDesk(still, known[2], later(seconds(13))), later(seconds(13)))?.gone).toBeNull();
  });

  test('R23: keeps nothing when the session ends, not even what was still on its way', () => {
    const over = rememberDesk(memory, { kind: 'signed-out' }, at);
    expect(over).toEqual({ ...emptyDeskMemory, access: 'signed-out' });
    expect(known.reduce((before, message) => rememberDesk(before, message, at), over)).toBe(over);
  });

  test('drops the desk of somebody who lost the role, and shows it again when they have it again', () => {
    const without = rememberDesk(memory, { kind: 'not-allowed' }, at);
    expect(without).toMatchObject({ access: 'not-allowed', heard: null });
    expect(rememberDesk(without, known[0], at).access).toBe('not-allowed');
    expect(rememberDesk(without, { kind: 'desk', desk: locationManager }, at).access).toBe('signed-in');
  });
});
