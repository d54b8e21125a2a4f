// A real server with two people signed in, and desks of managers and of emergencies that do what the test says.

import type { EmergencyDesk, ManageDesk } from '#gateway/push/manage-ports.ts';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { MeDesk } from '#gateway/push/me-ports.ts';
import type { MeAccess } from '#gateway/push/me-session.ts';
import type { HttpDeps } from '#gateway/push/ports.ts';
import { refused } from '#shared/kit/outcome.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { quietEmergency, startTestServer } from './harness.ts';

export const manager = SubjectRef.parse('p-manager');
export const user = SubjectRef.parse('p-user');

type Given = Pick<HttpDeps, 'manage' | 'rates'> & { readonly emergency?: Partial<EmergencyDesk> };

/** `post` and `get` speak for who is signed in as `who`; anybody else is nobody. */
export async function startConsoleServer({ emergency, manage, rates }: Given) {
  const access: MeAccess = {
    origin: () => server.url,
    begin: async () => refused('not-ready'),
    finish: async () => refused('failed'),
    of: (handle) => {
      const ref = [manager, user].find((one) => one === handle);
      return ref === undefined ? null : { ref, endsAtMs: 9_000 };
    },
    end: () => undefined,
  };
  const none = () => null;
  const plan = () => ({ siteName: '', timeZone: '', floors: [] });
  const hub = createMeHub({ clock: fakeClock(), me: none, boardFor: none, managed: none, emergencyOf: none, plan });
  const server = await startTestServer({
    ...{ people: { desk: {} as MeDesk, access, hub }, manage, emergency: { ...quietEmergency, ...emergency } },
    ...(rates && { rates }),
  });
  const headersOf = (who: string) => ({ cookie: `waypost_me=${who}`, origin: server.url });
  return {
    server,
    headersOf,
    get: (path: string, who: string = manager) => fetch(server.url + path, { headers: headersOf(who) }),
    post: (path: string, body: object, who: string = manager) => server.post(path, body, headersOf(who)),
  };
}
export type ConsoleServer = Awaited<ReturnType<typeof startConsoleServer>>;

/** Notes what every one of these methods was asked, and for whom, and answers with what `answers` says. */
export function deskThatNotes<Desk extends ManageDesk | EmergencyDesk>(
  asked: unknown[][],
  answers: { readonly [Name in keyof Desk]?: unknown },
): Desk {
  const entries = Object.entries(answers).map(([name, answer]) => [
    name,
    (...given: unknown[]) => {
      asked.push([name, ...given]);
      return answer;
    },
  ]);
  return Object.fromEntries(entries) as Desk;
}
