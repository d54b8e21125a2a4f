// A session that began at a real provider, from then to its end.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, minutes, seconds } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { ana, ben, openWorld, type World } from './sign-in-world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

const cookieName = 'waypost_me';

describe('a session', () => {
  test('ends at once when its person signs out, and the browser forgets it', async () => {
    const person = world.browser();
    await person.signIn(ana);
    const handle = person.cookie('localhost', cookieName) ?? '';
    const out = await person.signOut();
    expect([out.status, person.cookie('localhost', cookieName)]).toEqual([204, undefined]);
    expect(world.ended()).toBe(1);
    person.plant('localhost', cookieName, handle);
    expect(await person.isSignedIn()).toBe(false);
    expect((await person.signOut()).status).toBe(204);
  });

  test('is not ended by a page of somebody else', async () => {
    const person = world.browser();
    await person.signIn(ana);
    const url = `${world.home}/api/v1/me/sign-out`;
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      expect((await person.ask(url, {}, headers)).status).toBe(403);
    }
    expect(await person.isSignedIn()).toBe(true);
  });

  test('R22: ends at the cap of the policy, used or not', async () => {
    world.mirror.policy = { sessionMaxHours: 1, closeOnExit: false };
    const person = world.browser();
    await person.signIn(ana);
    world.clock.advance(hours(1) - 1);
    expect(await person.isSignedIn()).toBe(true);
    world.clock.advance(1);
    expect(await person.isSignedIn()).toBe(false);
  });

  test('R23: of a closed browser ends within 15 minutes and a quarter, and open pages are told', async () => {
    const person = world.browser();
    await person.signIn(ana);
    world.clock.advance(minutes(15) + seconds(15));
    expect(world.ended()).toBe(1);
    expect(await person.isSignedIn()).toBe(false);
  });

  test('R17: ends at once with the person, and with the account they signed in with', async () => {
    const [one, two, three] = [world.browser(), world.browser(), world.browser()];
    await one.signIn(ana);
    await two.signIn(ben);
    await three.signIn(ben);
    world.mirror.people = [{ ref: SubjectRef.parse('p-ben'), account: ben.account }];
    world.signIn.peopleChanged();
    expect(world.ended()).toBe(1);
    expect([await one.isSignedIn(), await two.isSignedIn()]).toEqual([false, true]);
    // Also without being told.
    world.mirror.people = [{ ref: SubjectRef.parse('p-ben'), account: 'idp|ben-at-another-provider' }];
    expect(await two.isSignedIn()).toBe(false);
    world.mirror.people = [{ ref: SubjectRef.parse('p-ben'), account: ben.account }];
    expect(await three.isSignedIn()).toBe(true);
  });

  test('of everywhere can be ended, as when a phone was lost', async () => {
    const [phone, laptop] = [world.browser(), world.browser()];
    await phone.signIn(ana);
    await laptop.signIn(ana);
    world.signIn.endAllOf(SubjectRef.parse('p-ana'));
    expect([await phone.isSignedIn(), await laptop.isSignedIn()]).toEqual([false, false]);
  });
});
