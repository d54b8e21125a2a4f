import { describe, expect, test } from 'vitest';
import { createTold } from '#gateway/people/told.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const [ana, ben, cleo] = ['p-ana', 'p-ben', 'p-cleo'] as unknown as [SubjectRef, SubjectRef, SubjectRef];

function someTold() {
  const clock = fakeClock();
  return { clock, told: createTold(clock) };
}

describe('answers to searches that are still on a page', () => {
  test('are taken back from those who were told of the person, once, and from nobody else', () => {
    const { told } = someTold();
    told.note(ana, [cleo]);
    told.note(ben, [ana]);
    expect(told.takeAbout(cleo)).toEqual([ana]);
    expect(told.takeAbout(cleo)).toEqual([]);
    expect(told.takeAll()).toEqual([ben]);
  });

  test('of several pages all count, because one answer does not replace what another page shows', () => {
    const { told } = someTold();
    told.note(ana, [cleo]);
    told.note(ana, [ben]);
    expect(told.takeAbout(cleo)).toEqual([ana]);
  });

  test('are forgotten after the minute for which a page shows them', () => {
    const { clock, told } = someTold();
    told.note(ana, [cleo]);
    clock.advance(60_000);
    expect(told.takeAbout(cleo)).toEqual([]);
    told.note(ana, [ben]);
    expect(told.takeAbout(cleo)).toEqual([]);
  });
});
