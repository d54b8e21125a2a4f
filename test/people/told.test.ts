import { describe, expect, test } from 'vitest';
import { createTold } from '#gateway/people/told.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const [ana, ben, cleo] = ['p-ana', 'p-ben', 'p-cleo'] as unknown as [SubjectRef, SubjectRef, SubjectRef];

/** What would be said to whoever asks, whatever they type. */
function someTold() {
  const clock = fakeClock();
  const now = { says: 'here' };
  return { clock, now, told: createTold({ bootMs: clock.bootMs, sayAgain: () => now.says }) };
}

describe('answers to searches that are still on a page', () => {
  test('are taken back from those who would be told something else of the person now, once, and from nobody else', () => {
    const { told, now } = someTold();
    told.note(ana, 'cl', [cleo], 'here');
    told.note(ben, 'an', [ana], 'here');
    now.says = 'nothing';
    expect(told.overAbout(cleo)).toEqual([ana]);
    expect(told.overAbout(cleo)).toEqual([]);
    expect(told.over()).toEqual([ben]);
  });

  test('S16: stay where the same would be said again, so that their end tells nobody that somebody changed something', () => {
    const { told } = someTold();
    told.note(ana, 'cl', [cleo], 'here');
    expect([told.overAbout(cleo), told.over()]).toEqual([[], []]);
  });

  test('R27: are taken back from somebody who is in other groups now', () => {
    const { told, now } = someTold();
    told.note(ana, 'cl', [cleo], 'here');
    now.says = 'nothing';
    expect(told.overAbout(ana)).toEqual([ana]);
  });

  test('of several pages all count, because one answer does not replace what another page shows', () => {
    const { told, now } = someTold();
    told.note(ana, 'cl', [cleo], 'here');
    told.note(ana, 'be', [ben], 'here');
    now.says = 'nothing';
    expect(told.overAbout(cleo)).toEqual([ana]);
  });

  test('are forgotten after the minute for which a page shows them', () => {
    const { clock, told, now } = someTold();
    told.note(ana, 'cl', [cleo], 'here');
    clock.advance(60_000);
    now.says = 'nothing';
    expect(told.overAbout(cleo)).toEqual([]);
    expect(told.over()).toEqual([]);
  });
});
