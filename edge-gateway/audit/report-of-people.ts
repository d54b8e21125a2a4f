// What is processed of people while it is of use, in memory: where they are, who they are, how they sign in, whom they look
// for. The report leaves out what an installation can't do.

import { changedBy, type Installation, inForce, locates } from './installation.ts';
import { accountBasis, bookingBasis, consentBasis, proof, type ReportItem } from './report-item.ts';
import { itemsOfBuilding } from './report-of-building.ts';

export function itemsOfPeople(of: Installation): readonly ReportItem[] {
  const signedIn = of.signIn === null ? [] : [sessions(of.signIn), searches];
  return [positions(of), radioOfOthers(of), mirror(of), presence(of), ...signedIn, ...itemsOfBuilding(of)];
}

function positions(of: Installation): ReportItem {
  const off = of.positionsConfigured
    ? 'OFF: switched off by an administrator or a privacy officer.'
    : 'OFF: the configuration says so.';
  const own = of.signIn === null ? '' : ', to their own page, and to colleagues within the scope of their consent';
  return {
    title: 'Where a person is',
    what: locates(of)
      ? 'The latest place only: floor, zone, point with its uncertainty, time. No trail, no history. Made from how strongly ' +
        'a badge, key fob or phone is heard. The tags a person uses are kept as keyed digests in memory.'
      : off,
    ofWhom: 'People who consented and are not pausing. Everybody is hidden until they say otherwise.',
    basis: consentBasis,
    where:
      `Memory only, never a disk, a log or a message. Shown on walls only with the person's scope "wall"${own}. In an emergency ` +
      'floor and zone stand on the roll call. Not sent to the booking system.',
    howLong:
      'Hidden after 29 minutes and 30 seconds, erased from memory before 30 minutes; at once when clocks can not be believed.',
    stop: `${stopsPositions(of)} Each erases at once.`,
    proof: [
      proof('test/consent/promises.test.ts', 'S1', 'S2', 'S22', 'R36'),
      proof('test/consent/histories.test.ts', 'S1', 'S3', 'R31'),
      proof('test/remember/clock-history.test.ts', 'S6', 'R32'),
      proof('test/watch/watchdog.test.ts', 'S6', 'R32'),
      proof('test/watch/gates/core-dumps.test.ts', 'S7'),
      proof('test/prove/prove-deletion.test.ts', 'S7', 'S22'),
      proof('test/proofs/no-past.test.ts', 'S8', 'R30', 'R32'),
      proof('test/proofs/everybody-seen.test.ts', 'S1', 'S8', 'S9', 'S17', 'S18', 'R27', 'R30', 'R31'),
      proof('test/check-in/own-bookings.test.ts', 'S21'),
    ],
  };
}

function stopsPositions(of: Installation): string {
  const operator = 'The operator: `positions: { enabled: false }` in the configuration, for everybody.';
  if (of.signIn === null) return `A person: pause or withdraw in the booking system. ${operator}`;
  const desk = 'An administrator or privacy officer: one tap on /presence, for everybody.';
  return `A person: pause or withdraw on /me, within a second. ${desk} ${operator}`;
}

function radioOfOthers(of: Installation): ReportItem {
  const radios = [`${of.scanners} scanners`, ...(of.ownRadio ? ["this machine's own radio"] : [])].join(' and ');
  return {
    title: 'Radio of everybody else',
    what:
      `What ${radios} hear of badges, phones, headphones and visitors that nobody here consented for: looked up once and ` +
      'dropped, without being counted, logged or remembered.',
    ofWhom: 'Anybody with a Bluetooth device in the building, visitors included.',
    basis:
      'Not kept, so that it can not be used: legitimate interest in finding consented tags among others (GDPR article 6(1)(f)).',
    where: `Memory, for the time of one message. ${of.outsideBroker === null ? 'The MQTT broker is inside this gateway.' : `Scanners talk to the broker at ${of.outsideBroker}, which is not part of this gateway and not covered by its proofs.`}`,
    howLong: 'Less than a second.',
    stop: 'The kill switch stops it for everybody: with positions off nothing is admitted from the radio.',
    proof: [proof('test/consent/promises.test.ts', 'S1', 'S22'), proof('test/consent/enrolment.test.ts', 'S1', 'S22')],
  };
}

function mirror(of: Installation): ReportItem {
  return {
    title: 'Who people are and what they booked',
    what:
      'From the booking system: a random reference, display name, language, groups, roles, duties (first aid, safety team) and ' +
      'whether they agreed to be named with them, the choice to be shown or hidden, consent, a declared status; bookings around ' +
      'today. No address, telephone, photo or title.',
    ofWhom: 'Employees the booking system knows, and holders of bookings.',
    basis: bookingBasis,
    where: `Memory only, copied from ${of.bookingSystem}. Names reach ${of.walls} walls as far as mode, flag and each wall's rule allow.`,
    howLong:
      'While the booking system says so; gone with a restart. Who leaves is gone at once, with credentials, consent, tags and place.',
    stop: `In the booking system. A person hides their name there${of.signIn === null ? '' : ' or on /me'}.`,
    proof: [
      proof('test/shared/model/person.test.ts', 'R35'),
      proof('test/proofs/everybody-seen.test.ts', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R17', 'R34', 'S17'),
      proof('test/booking/mirror-people.test.ts', 'R17'),
    ],
  };
}

function presence(of: Installation): ReportItem {
  const { k } = inForce(of);
  return {
    title: 'How many people are known to be in a zone',
    what:
      `Numbers without persons: nothing below ${k}, rounded down to a multiple of 5, the same for everybody, every five ` +
      'minutes; further cells are hidden where one could be computed. Called known presence: not a headcount.',
    ofWhom: 'People who are checked in, and located people who consented; each once.',
    basis: 'Legitimate interest in using rooms well (GDPR article 6(1)(f)); made so that nobody is meant by a number.',
    where: `Memory, and sent to ${of.bookingSystem}; published numbers last as the next section says.`,
    howLong: 'Five minutes each.',
    stop: `The smallest group is ${k} and can only be raised: ${changedBy(of, 'presence.k')}`,
    proof: [
      proof('test/presence/published-counts.test.ts', 'S13', 'S14'),
      proof('test/presence/solver.test.ts', 'S14'),
      proof('test/presence/arrival-attack.test.ts', 'S13'),
      proof('test/push/frame-length.test.ts', 'S15'),
      proof('test/proofs/inference.test.ts', 'S15', 'S16'),
    ],
  };
}

function sessions(issuer: string): ReportItem {
  return {
    title: 'Signing in',
    what: 'Who is signed in on /me, as a digest of a random number; the account at the OpenID provider.',
    ofWhom: 'Employees who sign in.',
    basis: bookingBasis,
    where: `Memory. Who somebody is comes from ${issuer}.`,
    howLong: 'At most 168 hours, less if the booking system says so; at once with signing out, and with a restart.',
    stop: 'Sign out. Without `signIn` in the configuration there is no sign-in and no page /me.',
    proof: [
      proof('test/people/sessions.test.ts', 'R22', 'R23'),
      proof('test/people/signed-in.test.ts', 'R17', 'R22', 'R23'),
      proof('test/proofs/audiences.test.ts', 'R40', 'R41', 'R42', 'R43', 'R44', 'R45', 'S8', 'S9'),
    ],
  };
}

const searches: ReportItem = {
  title: 'Looking for a colleague',
  what:
    'The answer to a search, and for the person found a line that they were found, without who looked. Somebody hidden, ' +
    'absent, of another group or unknown gives the same answer.',
  ofWhom: 'Employees of the same collaborator group.',
  basis: consentBasis,
  where: 'Memory. What was searched for is in no log.',
  howLong: 'The line for the person found: 24 hours, or until a restart.',
  stop: 'A person: hide, pause or withdraw on /me.',
  proof: [
    proof('test/proofs/finding.test.ts', 'R3', 'R9', 'R27', 'S9', 'S16'),
    proof('test/mask/find-mask.test.ts', 'R27', 'R28', 'R29', 'R30', 'R34', 'S16', 'S18'),
  ],
};

/** Shown for whoever answers for the system itself. */
export const technical: ReportItem = {
  title: 'Log, figures and health',
  what: 'What the gateway did, with constant words: no name, tag, place, identifier or PIN is in a log line, a figure or an error.',
  ofWhom: 'Nobody.',
  basis: accountBasis,
  where: 'Where the operator sends the log; figures and health at addresses of this gateway.',
  howLong: 'As the operator decides.',
  stop: '`--log-level`.',
  proof: [proof('test/watch/no-personal-data.test.ts')],
};
