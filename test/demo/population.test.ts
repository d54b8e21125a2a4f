import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { demoPopulation } from '#gateway/demo/population.ts';
import { hours } from '#shared/kit/duration.ts';
import { Booking } from '#shared/model/booking.ts';
import { Person } from '#shared/model/person.ts';
import { Policy } from '#shared/model/policy.ts';
import { Site } from '#shared/model/site.ts';

const site = Site.parse(parse(readFileSync('firmware-config/sites/demo-office/site.yaml', 'utf8')));
const nowMs = 1_800_000_123_456;
const population = demoPopulation(site, nowMs, 7);

describe('The demo company', () => {
  test('is the same people with the same desks for the same seed, whenever it is asked', () => {
    expect(demoPopulation(site, nowMs, 7)).toEqual(population);
    const later = demoPopulation(site, nowMs + hours(5), 7);
    expect(later.people.map((one) => [one.person.ref, one.pin, one.desk, one.tags])).toEqual(
      population.people.map((one) => [one.person.ref, one.pin, one.desk, one.tags]),
    );
  });

  test('speaks the booking contract and uses every reference, identifier, tag and booking id once', () => {
    for (const one of population.people) expect(Person.safeParse(one.person).success).toBe(true);
    for (const booking of population.bookings) expect(Booking.safeParse(booking).success).toBe(true);
    expect(Policy.parse(population.policy).mode).toBe('user-decides-show');
    const once = (values: readonly string[]): void => expect(new Set(values).size).toBe(values.length);
    once(population.people.map((one) => one.person.ref));
    once(population.people.map((one) => one.person.identifier));
    once(population.people.map((one) => one.person.displayName));
    once([...population.people.flatMap((one) => one.tags), ...population.strangers]);
    const today = population.bookings.map((booking) => booking.id);
    once([...today, ...demoPopulation(site, nowMs + hours(5), 7).bookings.map((booking) => booking.id)]);
  });

  test('has 60 people: 35 said yes to being located, 15 carry a tag without having said yes', () => {
    expect(population.people).toHaveLength(60);
    expect(population.people.filter((one) => one.person.location !== undefined)).toHaveLength(35);
    expect(population.people.filter((one) => !one.tryThis && one.tags.length > 0 && !one.person.location)).toHaveLength(15);
    expect(population.people.some((one) => one.person.location?.scopes.includes('wall'))).toBe(true);
    expect(population.people.some((one) => one.person.location?.scopes.includes('wall') === false)).toBe(true);
    expect(population.strangers.length).toBeGreaterThan(10);
  });

  test('leaves three people to try with a badge that is nobody’s yet, who are not seated by the simulation', () => {
    const byRole = new Map(population.people.flatMap((one) => (one.tryThis ? [[one.tryThis, one] as const] : [])));
    const bookingsOf = (role: 'booked' | 'no-booking' | 'checked-in'): Booking[] =>
      population.bookings.filter((booking) => booking.holder === byRole.get(role)?.person.ref);
    expect([...byRole.values()].map((one) => [one.tags.length, one.desk])).toEqual(Array(3).fill([1, undefined]));
    expect(bookingsOf('no-booking')).toEqual([]);
    expect(bookingsOf('checked-in').map((booking) => booking.state)).toEqual(['checked-in']);
    const [booked] = bookingsOf('booked');
    expect(booked).toMatchObject({ state: 'booked' });
    expect(booked && booked.fromMs <= nowMs && nowMs < booked.toMs).toBe(true);
  });

  test('never books one space twice at a time', () => {
    for (const one of population.bookings) {
      const clashes = population.bookings.filter(
        (other) => other.space === one.space && other.fromMs < one.toMs && one.fromMs < other.toMs,
      );
      expect(clashes).toEqual([one]);
    }
  });

  test('has meetings now, guests, later desks and more than a third of its desks free', () => {
    const desks = new Set(site.floors.flatMap((f) => f.spaces.filter((s) => s.kind === 'desk').map((s) => s.id)));
    const now = population.bookings.filter((booking) => booking.fromMs <= nowMs && nowMs < booking.toMs);
    expect(now.some((booking) => !desks.has(booking.space))).toBe(true);
    expect(population.bookings.some((booking) => booking.guest)).toBe(true);
    expect(population.bookings.some((booking) => desks.has(booking.space) && booking.fromMs > nowMs)).toBe(true);
    expect(now.filter((booking) => desks.has(booking.space)).length).toBeLessThan(desks.size * 0.66);
    expect(now.filter((booking) => desks.has(booking.space)).length).toBeGreaterThan(15);
  });
});
