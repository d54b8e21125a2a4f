import { describe, expect, it } from 'vitest';
import { castOffice } from '#gateway/demo/office/cast.ts';
import { demoPopulation } from '#gateway/demo/population.ts';
import { committedSite } from '../../firmware-config/committed-site.ts';

const site = committedSite('demo-office');
const population = demoPopulation(site, 1_800_000_000_000, 1);
const cast = castOffice(site, population, 1);

describe('the cast of the simulated office', () => {
  it('lets the three people to try walk about with their badges, and never checks them in', () => {
    const toTry = population.people.filter((one) => one.tryThis !== undefined).map((one) => one.person.ref as string);
    expect(toTry).toHaveLength(3);
    expect(cast.residents.filter((one) => toTry.includes(one.key))).toHaveLength(3);
    expect(cast.carried.filter((one) => toTry.includes(one.resident))).toHaveLength(3);
    expect(toTry.filter((ref) => cast.bookers.has(ref))).toEqual([]);
    expect(cast.residents).toHaveLength(60 + population.strangers.length);
  });

  it('puts every tag on the air once, strangers included', () => {
    const tags = [...population.people.flatMap((one) => one.tags), ...population.strangers].sort();
    expect(cast.carried.map((one) => one.tag).sort()).toEqual(tags);
    const keys = new Set(cast.residents.map((one) => one.key));
    expect(cast.carried.every((one) => keys.has(one.resident) && /^[0-9a-f]{12}$/.test(one.address))).toBe(true);
  });

  it('seats nobody at a desk that somebody else has or has booked', () => {
    const desks = cast.residents.flatMap((one) => (one.desk === undefined ? [] : [one.desk]));
    expect(new Set(desks).size).toBe(desks.length);
    for (const { key, desk } of cast.residents) {
      const holders = population.bookings.filter((one) => one.space === desk).map((one) => one.holder as string | undefined);
      if (holders.length > 0) expect(holders).toContain(key);
    }
  });
});
