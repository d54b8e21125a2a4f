// /_demo/...: what no real booking system has. Lets a demo or a test make it fail, look at what really happened, and
// change people, policy and bookings as an administrator at the centre would.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Occupancy } from '#shared/booking-api/contract.ts';
import { BookingState } from '#shared/model/booking.ts';
import { LocationConsent, PhoneVerifier } from '#shared/model/consent.ts';
import { BookingId, GroupId, IssueId, SubjectRef } from '#shared/model/ids.ts';
import { Issue } from '#shared/model/issue.ts';
import { DeclaredStatus, Duty, Person } from '#shared/model/person.ts';
import { Policy, Visibility } from '#shared/model/policy.ts';
import { Assignments, Role } from '#shared/model/roles.ts';
import type { Database } from './database.ts';
import { FailureOrder, type Failures } from './failure.ts';
import { problem, type Reply, type Route } from './http.ts';
import type { Ledger } from './ledger.ts';

type Deps = { readonly db: Database; readonly ledger: Ledger; readonly failures: Failures; readonly nowMs: () => number };

const Effect = z.object({ event: z.string(), action: z.string(), booking: z.string(), person: z.string() });
const Text = z.object({ value: z.string() });
/** What an administrator or the person changes at the centre; null takes away. `location: null` withdraws consent. */
const PersonPatch = z.strictObject({
  visibility: Visibility.optional(),
  location: LocationConsent.nullable().optional(),
  groups: z.array(GroupId).optional(),
  roles: z.array(Role).optional(),
  manages: Assignments.nullable().optional(),
  duties: z.array(Duty).optional(),
  dutyNamed: z.boolean().optional(),
  status: DeclaredStatus.nullable().optional(),
  account: z.string().min(1).max(255).nullable().optional(),
});
/** Something has to be sent, or any page in a browser on this machine could ask for it with a plain form. */
const Nothing = z.strictObject({});
const BookingPatch = z.strictObject({ state: BookingState });
const IssueReport = Issue.pick({ floor: true, space: true, text: true }).strict();

export function controlRoutes({ db, ledger, failures, nowMs }: Deps): Route {
  const changed = (change: Parameters<Ledger['apply']>[0]): Reply => {
    db.transaction(() => ledger.apply(change));
    ledger.announce();
    return { status: 204 };
  };
  const patchPerson = (id: string, body: unknown): Reply => {
    const patch = PersonPatch.safeParse(body);
    const person = ledger.person(SubjectRef.parse(id));
    if (!patch.success) return invalid(patch.error);
    if (!person) return problem('not-found', 'There is no such person.');
    const merged = Object.entries({ ...person, ...defined(patch.data) }).filter(([, value]) => value !== null);
    return changed({ kind: 'person', person: Person.parse(Object.fromEntries(merged)) });
  };
  /** What an app is given while its person is signed in here. Of more than four phones the oldest is forgotten. */
  const addPhone = (id: string, body: unknown): Reply => {
    const empty = Nothing.safeParse(body);
    const person = ledger.person(SubjectRef.parse(id));
    if (!empty.success) return invalid(empty.error);
    if (!person?.location) return problem('not-found', 'There is no such person who agreed to be located.');
    const secret = randomBytes(32).toString('base64url');
    const verifier = PhoneVerifier.parse(createHash('sha256').update(secret).digest('hex'));
    const phones = [...person.location.phones, verifier].slice(-4);
    changed({ kind: 'person', person: { ...person, location: { ...person.location, phones } } });
    return { status: 200, body: { secret } };
  };
  const patchBooking = (id: string, body: unknown): Reply => {
    const patch = BookingPatch.safeParse(body);
    const booking = ledger.booking(BookingId.parse(id));
    if (!patch.success) return invalid(patch.error);
    return booking
      ? changed({ kind: 'booking', booking: { ...booking, ...patch.data } })
      : problem('not-found', 'No such booking.');
  };
  /** What somebody reports, in the app of a real booking system. */
  const report = (body: unknown): Reply => {
    const said = IssueReport.safeParse(body);
    if (!said.success) return invalid(said.error);
    const id = IssueId.parse(randomUUID());
    changed({ kind: 'issue', issue: { ...said.data, id, atMs: Math.floor(nowMs()), state: 'open' } });
    return { status: 200, body: { id } };
  };
  const patchPolicy = (body: unknown): Reply => {
    const patch = Policy.partial().strict().safeParse(body);
    return patch.success
      ? changed({ kind: 'policy', policy: { ...ledger.policy(), ...defined(patch.data) } })
      : invalid(patch.error);
  };
  const fail = (body: unknown): Reply => {
    const order = FailureOrder.safeParse(body);
    if (!order.success) return invalid(order.error);
    failures.order(order.data);
    // Whoever waits for changes is woken, so that a failure begins at once.
    ledger.announce();
    return { status: 204 };
  };
  return ({ method, path, body }) => {
    const [, top, what, id, ...more] = path.split('/').map(decodeURIComponent);
    if (top !== '_demo' || more.length > 0) return null;
    switch (`${method} ${what}${id === undefined ? '' : '/:id'}`) {
      case 'POST fail':
        return fail(body);
      case 'GET check-ins':
        return { status: 200, body: db.all(Effect, 'SELECT event, action, booking, person FROM effects ORDER BY seq') };
      case 'GET occupancy':
        return { status: 200, body: published(db) };
      case 'POST policy':
        return patchPolicy(body);
      case 'POST people/:id':
        return patchPerson(id ?? '', body);
      case 'POST phones/:id':
        return addPhone(id ?? '', body);
      case 'DELETE people/:id':
        return changed({ kind: 'person-gone', ref: SubjectRef.parse(id) });
      case 'POST issues':
        return report(body);
      case 'POST bookings/:id':
        return patchBooking(id ?? '', body);
      default:
        return null;
    }
  };
}

function published(db: Database): Occupancy | null {
  const text = db.all(Text, "SELECT value FROM meta WHERE key = 'occupancy'")[0]?.value;
  return text === undefined ? null : Occupancy.parse(JSON.parse(text));
}

function invalid(error: z.ZodError): Reply {
  return problem('invalid', error.issues.map((issue) => `${issue.path.join('.') || '(body)'}: ${issue.message}`).join('; '));
}

function defined<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
