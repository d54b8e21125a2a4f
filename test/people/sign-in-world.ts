// A gateway's HTTP server on a free port, signing in at the demo's real provider on another one, and a browser. Only the
// mirror of the booking system is given by the test, and the desk behind the session, which here just says who it is.

import { randomBytes } from 'node:crypto';
import type { DemoAccount } from '#gateway/demo/sign-in/login-page.ts';
import { startSignInProvider } from '#gateway/demo/sign-in/provider.ts';
import { type SignIn, startSignIn } from '#gateway/people/sign-in.ts';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { MeDesk } from '#gateway/push/me-ports.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { openBrowser, type Visit } from '#test/fakes/browser.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { startTestServer } from '#test/push/harness.ts';

export const ana: DemoAccount = { account: 'idp|ana', displayName: 'Ana <Canaria>', identifier: '99041', pin: '314159' };
export const ben: DemoAccount = { account: 'idp|ben', displayName: 'Ben', identifier: '4107', pin: '271828' };
const clientId = 'waypost';
const anyPort = ['http://localhost/me/callback', 'http://127.0.0.1/me/callback'];

/** What the test may change at any time. */
type Mirror = {
  loaded: boolean;
  people: { ref: SubjectRef; account?: string }[];
  policy: { sessionMaxHours: number; closeOnExit: boolean };
};

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld() {
  const clock: FakeClock = fakeClock();
  const mirror: Mirror = {
    loaded: true,
    people: [
      { ref: SubjectRef.parse('p-ana'), account: ana.account },
      { ref: SubjectRef.parse('p-ben'), account: ben.account },
    ],
    policy: { sessionMaxHours: 168, closeOnExit: true },
  };
  const atProvider = [ana, ben];
  const begin = (port: number) => startSignInProvider({ port, people: () => atProvider, clientId, redirectUris: anyPort });
  let provider = await begin(0);
  const warnings: object[] = [];
  let port = 0;
  let ended = 0;
  const signIn: SignIn = startSignIn({
    provider: { issuer: provider.issuer, clientId },
    origin: () => `http://localhost:${port}`,
    accounts: {
      loaded: () => mirror.loaded,
      people: () => mirror.people,
      person: (wanted) => mirror.people.find(({ ref }) => ref === wanted),
    },
    policy: () => mirror.policy,
    clock,
    randomBytes,
    log: { warn: (fields, message) => warnings.push({ ...fields, message }) },
    onEnded: () => {
      ended += 1;
    },
  });
  const hub = createMeHub({
    clock,
    ...{ me: () => null, boardFor: () => null, managed: () => null, emergencyOf: () => null },
    plan: () => ({ siteName: '', timeZone: '', floors: [] }),
  });
  // Asked with a session, it answers; without one, the routes answer 401 before they ask.
  const desk = { document: async () => 'The privacy document' } as unknown as MeDesk;
  const server = await startTestServer({ people: { desk, access: signIn, hub } });
  port = server.port;
  const home = `http://localhost:${port}`;
  return {
    ...{ clock, mirror, signIn, server, warnings, home, atProvider },
    issuer: (): string => provider.issuer,
    ended: (): number => ended,
    browser: () => personAt(home),
    providerDown: () => provider.stop(),
    providerUp: async () => {
      provider = await begin(Number(new URL(provider.issuer).port));
    },
    stop: async () => {
      await signIn.stop();
      await server.stop();
      await provider.stop();
    },
  };
}

/** Somebody with a browser who wants to sign in. */
function personAt(home: string) {
  const browser = openBrowser();
  const toProvider = (): Promise<Visit> => browser.go(`${home}/me/sign-in`);
  /** Types into the provider's page and stops before the way back: answers where it leads. */
  const type = async (form: Readonly<Record<string, string>>): Promise<URL> => {
    const page = await toProvider();
    const resumed = await browser.ask(page.url, form);
    const back = await browser.ask(resumed.to ?? '');
    if (back.to === null) throw new Error('the provider sent nobody back');
    return back.to;
  };
  const numberAndPin = ({ identifier, pin }: DemoAccount) => ({ number: identifier, pin });
  return {
    ...browser,
    toProvider,
    type,
    /** Up to the way back, which is not gone. */
    almost: (who: DemoAccount): Promise<URL> => type(numberAndPin(who)),
    /** The whole way; answers the last step of it. */
    signIn: async (who: DemoAccount): Promise<Visit> => browser.ask(await type(numberAndPin(who))),
    signOut: (): Promise<Visit> => browser.ask(`${home}/api/v1/me/sign-out`, {}, { origin: home }),
    isSignedIn: async (): Promise<boolean> => (await browser.ask(`${home}/api/v1/me/document`)).status === 200,
  };
}
