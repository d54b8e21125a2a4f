import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type UsageDay, usageDay } from '#gateway/utilisation/day-cells.ts';
import { daySlots } from '#gateway/utilisation/day-sums.ts';
import { siteCalendar } from '#gateway/utilisation/site-days.ts';
import { createUtilisation } from '#gateway/utilisation/utilisation.ts';
import type { Visit } from '#gateway/utilisation/visits.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { FloorId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';
import { UtilisationReply as Reply, type UtilisationReply, type UtilisationRequest } from '#shared/wire/utilisation.ts';
import { day, down, nobodyFor, premises, up, visit, visits } from './premises.ts';

const slots = daySlots(siteCalendar('Europe/Berlin'), day);
const made = (all: readonly Visit[], nth = 0): UsageDay =>
  usageDay({ site: premises, day: day + nth, slots, visits: all, ticks: [], k: 5, random: seededRandom(nth) });

const date = '2027-01-15';
const ask: UtilisationRequest = { range: { from: date, to: date }, compare: null, floors: null, kinds: null };
function answer(
  over: Partial<UtilisationRequest>,
  days = [made(visits('u-1-desk', 12))],
  allowed = [up, down],
): UtilisationReply {
  const between = (from: number, to: number) => days.filter((one) => one.day >= from && one.day <= to);
  const reply = createUtilisation({ site: premises, between, k: () => 5 }).answer({ ...ask, ...over }, allowed);
  expect(Reply.parse(reply)).toEqual(reply);
  return reply;
}
const why = (reply: UtilisationReply): string => (reply.ok ? 'ok' : reply.why);

describe('the answer to a question about utilisation', () => {
  it.each([
    ['range-reversed', { range: { from: '2027-01-16', to: date } }],
    ['range-reversed', { compare: { from: '2027-01-16', to: date } }],
    ['range-too-long', { range: { from: '2025-01-13', to: date } }],
    ['range-too-long', { compare: { from: '0001-01-01', to: '9999-12-31' } }],
    ['unknown-floor', { floors: [up, FloorId.parse('removed')] }],
    ['nothing-there', { range: { from: '2027-01-14', to: '2027-01-14' } }],
    ['ok', { range: { from: '2025-01-14', to: date } }],
  ] as const)('is %s', (reason, over) => {
    expect(why(answer(over as Partial<UtilisationRequest>))).toBe(reason);
  });

  it('R42: is about assigned plans only, and all of them when none is named', () => {
    expect(why(answer({ floors: [down] }, undefined, [up]))).toBe('not-assigned');
    expect(why(answer({ floors: [up, down] }, undefined, [up]))).toBe('not-assigned');
    expect(why(answer({}, undefined, []))).toBe('not-assigned');
    const own = answer({}, undefined, [up]);
    expect(own.ok && own.period.perZone.map(({ floor }) => floor)).toEqual(['up', 'up', 'up']);
  });

  it('has a period to compare with, empty when nothing is kept of it', () => {
    const reply = answer({ compare: { from: '2026-01-15', to: '2026-01-16' } });
    expect(reply).toMatchObject({ ok: true, k: 5, period: { days: 1 }, compare: { from: '2026-01-15', days: 0 } });
  });

  it('R39: tells nothing of one person that the stored cells do not tell, whatever is asked', () => {
    const stays = fc.array(
      fc.record({
        where: fc.constantFrom('u-1-desk', 'u-2-desk', 'd-1-desk', 'd-2-desk', 'u-1-room', 'd-2-parking'),
        n: fc.integer({ min: 0, max: 5 }),
        over: fc.constantFrom<Partial<Visit>>({}, nobodyFor(20), { walkUp: true }),
      }),
      { maxLength: 50 },
    );
    const floors = fc.constantFrom<FloorId[]>([up], [down], [up, down]);
    const kinds = fc.constantFrom<SpaceKind[]>(...SpaceKind.options.map((kind) => [kind]), SpaceKind.options);
    let alike = 0;
    fc.assert(
      fc.property(stays, stays, fc.nat(5), floors, kinds, (first, second, nth, onFloors, ofKinds) => {
        const days = [first, second].map((all) => all.map(({ where, n, over }) => visit(where, n, over)));
        const withOne = [...(days[0] ?? []), visit('d-1-desk', nth)];
        const histories = [days[0] ?? [], withOne].map((today) => [made(today, 0), made(days[1] ?? [], 1)]);
        const range = { from: date, to: '2027-01-16' };
        const replies = histories.map((kept) => answer({ range, floors: onFloors, kinds: ofKinds }, kept));
        const asked = histories.map((kept) =>
          kept.map(({ cells }) =>
            cells.filter(
              (c) => ofKinds.includes(c.kind) && (c.floor === null ? onFloors.length === 2 : onFloors.includes(c.floor)),
            ),
          ),
        );
        if (JSON.stringify(asked[0]) !== JSON.stringify(asked[1])) return;
        alike += 1;
        expect(replies[1]).toEqual(replies[0]);
      }),
      { numRuns: 200, seed: 6 },
    );
    // Else nothing was tried.
    expect(alike).toBeGreaterThan(50);
  });
});
