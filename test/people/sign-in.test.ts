// The whole way through a real provider, over loopback HTTP: gateway, provider, gateway.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hours, minutes } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { ana, ben, openWorld, type World } from './sign-in-world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

const cookieName = 'waypost_me';
const pathOf = ({ to }: { to: URL | null }): string => `${to?.pathname}${to?.search}${to?.hash}`;

describe('signing in', () => {
  test('leads to the page, with a session that no script can read and no other site can send', async () => {
    const person = world.browser();
    expect(await person.isSignedIn()).toBe(false);
    const last = await person.signIn(ana);
    expect([last.status, pathOf(last)]).toEqual([302, '/me']);
    expect(last.setCookies.filter((line) => line.startsWith(`${cookieName}=`))).toEqual([
      expect.stringMatching(/^waypost_me=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await person.isSignedIn()).toBe(true);
    expect(world.signIn.of(person.cookie('localhost', cookieName) ?? '')).toEqual({
      ref: 'p-ana',
      endsAtMs: world.clock.wallMs() + hours(168),
    });
  });

  test('R23: keeps the cookie as long as the session where the company does not close sessions on exit', async () => {
    world.mirror.policy = { sessionMaxHours: 12, closeOnExit: false };
    const last = await world.browser().signIn(ana);
    expect(last.setCookies.find((line) => line.startsWith(`${cookieName}=`))).toContain('Max-Age=43200;');
  });

  test('from another address of this gateway is moved to the one the provider knows', async () => {
    const person = world.browser();
    const other = world.home.replace('localhost', '127.0.0.1');
    const moved = await person.ask(`${other}/me/sign-in`);
    expect(moved.to?.href).toBe(`${world.home}/me/sign-in?moved`);
    // A proxy that changes the name must not make a circle of it.
    expect((await person.ask(`${other}/me/sign-in?moved`)).to?.origin).toBe(world.issuer());
  });

  test('several people at one browser, one after the other, ends the session before', async () => {
    const person = world.browser();
    await person.signIn(ana);
    const first = person.cookie('localhost', cookieName) ?? '';
    await person.signIn(ben);
    expect(world.signIn.of(first)).toBeNull();
    expect(world.signIn.of(person.cookie('localhost', cookieName) ?? '')).toMatchObject({ ref: 'p-ben' });
  });
});

describe('nobody is signed in', () => {
  test('by a wrong PIN or an unknown number: the provider asks again, in the same words', async () => {
    const person = world.browser();
    const page = await person.toProvider();
    const answers = [
      await person.ask(page.url, { number: ana.identifier, pin: ben.pin }),
      await person.ask(page.url, { number: '9999', pin: ana.pin }),
    ];
    for (const { status, to, text } of answers) {
      expect([status, to]).toEqual([200, null]);
      expect(text).toContain('That number and PIN don’t fit together. Try again.');
    }
    expect(await person.isSignedIn()).toBe(false);
  });

  test('who breaks it off', async () => {
    const person = world.browser();
    const back = await person.ask(await person.type({ cancel: 'yes' }));
    expect(pathOf(back)).toBe('/me#why=denied');
    expect(world.warnings).toEqual([]);
  });

  test('whose account the booking system does not know, or gave to two people', async () => {
    world.mirror.people = world.mirror.people.filter(({ account }) => account !== ana.account);
    expect(pathOf(await world.browser().signIn(ana))).toBe('/me#why=unknown-person');
    const twice = { ref: SubjectRef.parse('p-twin'), account: ben.account };
    world.mirror.people.push(twice);
    expect(pathOf(await world.browser().signIn(ben))).toBe('/me#why=unknown-person');
  });

  test('while the booking system has not been heard of, before or behind the provider', async () => {
    const person = world.browser();
    const callback = await person.almost(ana);
    world.mirror.loaded = false;
    expect(pathOf(await person.ask(callback))).toBe('/me#why=not-ready');
    expect(pathOf(await person.ask(`${world.home}/me/sign-in`))).toBe('/me#why=not-ready');
  });

  test('by an answer that was used before', async () => {
    const [person, thief] = [world.browser(), world.browser()];
    const callback = await person.almost(ana);
    const transaction = person.cookie('localhost', 'waypost_me_start') ?? '';
    expect(pathOf(await person.ask(callback))).toBe('/me');
    thief.plant('localhost', 'waypost_me_start', transaction);
    expect(pathOf(await thief.ask(callback))).toBe('/me#why=failed');
    expect(await thief.isSignedIn()).toBe(false);
    // Nor is who was signed in put out by it.
    expect(pathOf(await person.ask(callback))).toBe('/me#why=failed');
    expect(await person.isSignedIn()).toBe(true);
  });

  test('by a link that an attacker prepared with an own sign-in (login CSRF), and the own one goes on unharmed', async () => {
    const [attacker, victim] = [world.browser(), world.browser()];
    const prepared = await attacker.almost(ben);
    expect(pathOf(await victim.ask(prepared))).toBe('/me#why=failed');
    const own = await victim.almost(ana);
    expect(pathOf(await victim.ask(prepared))).toBe('/me#why=failed');
    expect(await victim.isSignedIn()).toBe(false);
    expect(pathOf(await victim.ask(own))).toBe('/me');
    expect(world.signIn.of(victim.cookie('localhost', cookieName) ?? '')).toMatchObject({ ref: 'p-ana' });
  });

  test('by a session that was planted before the sign-in (fixation): signing in makes another one', async () => {
    const person = world.browser();
    const planted = 'A'.repeat(43);
    person.plant('localhost', cookieName, planted);
    expect(await person.isSignedIn()).toBe(false);
    await person.signIn(ana);
    expect(person.cookie('localhost', cookieName)).not.toBe(planted);
    expect(world.signIn.of(planted)).toBeNull();
  });

  test('more than ten minutes after it was begun', async () => {
    const person = world.browser();
    const callback = await person.almost(ana);
    world.clock.advance(minutes(10));
    expect(pathOf(await person.ask(callback))).toBe('/me#why=failed');
  });

  test('by an answer with a part missing or changed', async () => {
    for (const part of ['code', 'state', 'iss']) {
      const person = world.browser();
      const callback = await person.almost(ana);
      callback.searchParams.set(part, 'x');
      expect(pathOf(await person.ask(callback))).toBe('/me#why=failed');
      expect(await person.isSignedIn()).toBe(false);
    }
    expect(pathOf(await world.browser().ask(`${world.home}/me/callback`))).toBe('/me#why=failed');
  });

  test('by a HEAD request: what looks ahead at links uses nothing up', async () => {
    const { status } = await fetch(`${world.home}/me/callback?code=x&state=y`, { method: 'HEAD' });
    expect(status).toBe(404);
  });
});

describe('a provider that is down', () => {
  test('is told to the person and once a minute to the operator, and forgotten as soon as it is up', async () => {
    await world.providerDown();
    const person = world.browser();
    for (let i = 0; i < 3; i += 1) {
      expect(pathOf(await person.ask(`${world.home}/me/sign-in`))).toBe('/me#why=provider-down');
    }
    expect(world.warnings).toEqual([{ code: 'unreachable', message: 'Sign-ins fail at the OpenID provider' }]);
    await world.providerUp();
    expect(pathOf(await person.signIn(ana))).toBe('/me');
  });

  test('while the person is away is told when they come back, and has new keys when it is up again', async () => {
    const person = world.browser();
    await person.signIn(ben);
    const callback = await person.almost(ana);
    await world.providerDown();
    expect(pathOf(await person.ask(callback))).toBe('/me#why=provider-down');
    expect(await person.isSignedIn()).toBe(true);
    await world.providerUp();
    expect(pathOf(await person.signIn(ana))).toBe('/me');
  });
});

test('no account, number, code or handle gets into the log of the gateway or an answer of it', async () => {
  const person = world.browser();
  const callback = await person.almost(ana);
  const answers = [await person.ask(callback), await person.ask(callback), await world.browser().ask(callback)];
  const said = [...world.server.lines, ...world.warnings.map(String), ...answers.map(({ text, to }) => text + to?.href)].join(
    '\n',
  );
  const code = callback.searchParams.get('code') ?? '';
  for (const secret of [ana.account, ana.identifier, 'p-ana', code, person.cookie('localhost', cookieName) ?? code]) {
    expect(said).not.toContain(secret);
  }
});

test('stopping leaves no timer behind', async () => {
  await world.browser().signIn(ana);
  await world.signIn.stop();
  expect(world.clock.waiting()).toBe(0);
});

test('the provider of the demo says nothing on the console', async () => {
  const spies = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
  const other = await openWorld();
  try {
    const person = other.browser();
    await person.signIn(ana);
    await person.ask(await person.type({ cancel: 'yes' }));
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  } finally {
    await other.stop();
    for (const spy of spies) spy.mockRestore();
  }
});
