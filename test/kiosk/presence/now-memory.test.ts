// What the console remembers of the frames of a manager, which sections there are for whom, and when nothing is drawn yet.

import { describe, expect, test } from 'vitest';
import { emptyDeskMemory, rememberDesk } from '#kiosk/presence/desk-memory.ts';
import { emptyNowMemory, manageViewOf, rememberNow } from '#kiosk/presence/now-memory.ts';
import { sectionIn, sectionsOf } from '#kiosk/presence/shell-sections.ts';
import { shellOf } from '#kiosk/presence/shell-view.ts';
import { hours, minutes, seconds } from '#shared/kit/duration.ts';
import type { ManageMay } from '#shared/wire/manage.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { officer } from './desk-data.ts';
import { alarm, lightManaged, wellManaged } from './manage-data.ts';

const at = { bootMs: 1_000, wallMs: boardNowMs };
const later = (ms: number) => ({ bootMs: at.bootMs + ms, wallMs: at.wallMs + ms });
const asleepFor = (ms: number) => ({ bootMs: at.bootMs, wallMs: at.wallMs + ms });

const told = { kind: 'managed', managed: wellManaged } as const;
const heard = rememberNow(rememberNow(emptyNowMemory, told, at), { kind: 'emergency', emergency: alarm }, at);
const plan = rememberDesk(
  rememberDesk(emptyDeskMemory, { kind: 'name', name: 'Mira Falk' }, at),
  { kind: 'plan', plan: mePlan },
  at,
);
const withoutRole = rememberDesk(plan, { kind: 'not-allowed' }, at);
const withDesk = rememberDesk(plan, { kind: 'desk', desk: officer }, at);
const managesNothing = rememberNow(emptyNowMemory, { kind: 'managed', managed: null }, at);

describe('the frames of a manager', () => {
  test('are old after ninety seconds, by whichever clock says more, and stay with their time', () => {
    for (const moment of [later, asleepFor]) {
      expect(manageViewOf(heard, mePlan, '', moment(seconds(89)))?.fresh).toBe(true);
      expect(manageViewOf(heard, mePlan, '', moment(seconds(90)))).toMatchObject({
        fresh: false,
        managed: wellManaged,
        nowMs: boardNowMs + seconds(90),
      });
    }
  });

  test('R23: leave nothing when the session ends', () => {
    expect(rememberNow(heard, { kind: 'signed-out' }, at)).toEqual(emptyNowMemory);
  });

  test('show an emergency no longer than it lasts, even when the gateway is silent', () => {
    const lasts = alarm.endsMs - boardNowMs;
    expect(manageViewOf(heard, mePlan, '', later(lasts - 1))?.emergency).toEqual(alarm);
    expect(manageViewOf(heard, mePlan, '', later(lasts))?.emergency).toBeNull();
  });

  test('say since when the gateway does not answer', () => {
    const down = { kind: 'link', up: false, sinceMs: boardNowMs + minutes(1), problem: 'unreachable' } as const;
    const cut = shellOf(withDesk, rememberNow(heard, down, later(minutes(1))), later(minutes(3)));
    expect(cut).toMatchObject({ view: { cut: { sinceMs: boardNowMs + minutes(1), asOfMs: boardNowMs } } });
    expect(shellOf(withDesk, heard, later(seconds(30)))).toMatchObject({ view: { cut: null } });
    // A line that says it is up and brings nothing is no better.
    expect(shellOf(withDesk, heard, later(hours(1)))).toMatchObject({ view: { cut: { asOfMs: boardNowMs } } });
  });
});

describe('the sections', () => {
  const nothing: ManageMay = {
    ...{
      floors: [],
      bookFloors: [],
      safetyFloors: [],
      bookings: false,
      exportBookings: false,
      block: false,
      issues: false,
      displays: false,
    },
    ...{ utilisation: false, exportUtilisation: false, startEmergency: false, warden: false },
  };

  test('are those the viewer has a right in, and no other', () => {
    expect(sectionsOf(null, true)).toEqual(['privacy']);
    expect(sectionsOf(null, false)).toEqual([]);
    expect(sectionsOf(nothing, false)).toEqual([]);
    expect(sectionsOf({ ...nothing, bookings: true }, false)).toEqual(['act']);
    expect(sectionsOf({ ...nothing, safetyFloors: wellManaged.may.floors, warden: true }, false)).toEqual(['safety']);
    expect(sectionsOf(lightManaged.may, true)).toEqual(['now', 'act', 'utilisation', 'safety', 'privacy']);
  });

  test('are found in the address, and whatever else stands there is the first one', () => {
    expect(sectionIn('#privacy', ['now', 'privacy'])).toBe('privacy');
    expect(sectionIn('#now?floor=floor-1', ['act', 'now'])).toBe('now');
    for (const hash of ['', '#', '#safety', '#why=signed-out', '#%']) expect(sectionIn(hash, ['now', 'privacy'])).toBe('now');
  });

  test('wait for desk and frames, so that the page opens where it stays', () => {
    expect(shellOf(withDesk, emptyNowMemory, at).kind).toBe('waiting');
    expect(shellOf(plan, heard, at).kind).toBe('waiting');
    expect(shellOf(withDesk, managesNothing, at)).toMatchObject({ view: { sections: ['privacy'], manage: null } });
    expect(shellOf(withoutRole, heard, at)).toMatchObject({ view: { sections: ['now', 'act', 'utilisation', 'safety'] } });
  });

  test('are none for whoever has no right at all, and a silent desk hides no other section', () => {
    expect(shellOf(withoutRole, managesNothing, at).kind).toBe('not-allowed');
    const silent = rememberDesk(plan, { kind: 'no-desk' }, at);
    expect(shellOf(silent, heard, at)).toMatchObject({ kind: 'shown', view: { desk: null } });
    expect(shellOf(silent, managesNothing, at).kind).toBe('waiting');
  });
});
