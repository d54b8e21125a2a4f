// What lasts on the disk of a gateway, and how long: everything else is in memory. The periods are those now in force.

import { owedHours } from '#shared/model/privacy-settings.ts';
import { changedBy, type Installation, period } from './installation.ts';
import { accountBasis, bookingBasis, proof, type ReportItem } from './report-item.ts';

const twoRoles = (of: Installation): string => `The period: ${changedBy(of, 'retention')}`;
const schema = proof('test/store/schema.test.ts');
/** Looks into the bytes of the file after rows were dropped. */
const erased = proof('test/store/gone-for-good.test.ts');

export function itemsThatLast(of: Installation): readonly ReportItem[] {
  // Who can't sign in decides nothing here and comes to no console.
  const ofSignedIn = of.signIn === null ? [] : [owed(of), consentHistory(of), breakGlass(of)];
  return [checkIns(of), pins, visits(of), audit(of), emergency, ...ofSignedIn];
}

function checkIns(of: Installation): ReportItem {
  return {
    title: 'Check-ins, walk-ups, releases',
    what: "The tap, the person's reference, the booking, the time, until the booking system has it; afterwards the answer to the tap without the person.",
    ofWhom: 'Whoever checks in. Works in full for who never consented to being located.',
    basis: bookingBasis,
    where: `Disk of the gateway, and sent to ${of.bookingSystem}.`,
    howLong: `Until delivered, ${owedHours} hours at most. Answers to taps without persons: at most ${period(of, 'linkedDays')}.`,
    stop: 'Check in elsewhere: in the booking system itself.',
    proof: [
      proof('test/proofs/check-in-without-consent.test.ts', 'S5'),
      proof('test/check-in/own-bookings.test.ts', 'S21'),
      schema,
    ],
  };
}

function owed(of: Installation): ReportItem {
  return {
    title: 'What people decided here',
    what: 'Consent with its scopes and document, pause, withdrawal, name shown or hidden, status, giving up tags: reference and time.',
    ofWhom: 'Employees who decide on /me.',
    basis: 'Consent has to be provable (GDPR article 7(1)); a withdrawal must not get lost.',
    where: `Disk of the gateway, and sent to ${of.bookingSystem}.`,
    howLong: `Until delivered. What opens something: ${owedHours} hours at most. What takes something back stays until it is delivered.`,
    stop: 'A person: withdraw or erase on /me.',
    proof: [
      proof('test/booking/decisions.test.ts', 'S3', 'S24'),
      proof('test/consent/receipt.test.ts', 'S24'),
      proof('test/push/me-routes.test.ts', 'S24', 'S25', 'R25'),
    ],
  };
}

const pins: ReportItem = {
  title: 'Wrong PINs',
  what: 'How often a PIN was wrong, behind keyed hashes; no PIN, no name.',
  ofWhom: 'Who types a PIN on a wall.',
  basis: 'Security of check-in (GDPR article 32).',
  where: 'Disk of the gateway.',
  howLong: "Until a right PIN, or until the person has left; nobody's: 30 days.",
  stop: 'Check in with the phone instead.',
  proof: [schema],
};

function visits(of: Installation): ReportItem {
  return {
    title: 'How spaces were used, without persons',
    what:
      'Space, times rounded to five minutes, used, released or not come; the published numbers of known presence; and for each ' +
      'day of the site its published figures, by kind of space for zones, floors and the building: nothing of a group with ' +
      'fewer bookings than the smallest group of that day, all else rounded once at random to multiples of 5. Questions about ' +
      'use are answered from those figures and nothing else.',
    ofWhom: 'Nobody: no person, booking or tap is in it, and nothing links it again.',
    basis: 'Statistics without persons (GDPR article 5(1)(e), product rule 15).',
    where: 'Disk of the gateway.',
    howLong: period(of, 'historyDays'),
    stop: twoRoles(of),
    proof: [
      proof('test/store/history-rows.test.ts', 'R15', 'S13'),
      proof('test/store/usage-rows.test.ts', 'R18', 'S13'),
      proof('test/utilisation/day-cells.test.ts', 'R39'),
      proof('test/utilisation/space-groups.test.ts', 'S14'),
      proof('test/utilisation/utilisation.test.ts', 'R39', 'R42'),
      erased,
      schema,
    ],
  };
}

const emergency: ReportItem = {
  title: 'That an emergency is on',
  what: 'A random number, emergency or drill, begun by a person or by the fire panel, since when and until when. No name, no place, no mark.',
  ofWhom: 'Nobody.',
  basis: 'An emergency has to outlast a restart (GDPR article 6(1)(d)).',
  where: 'Disk of the gateway: `emergency.json` in the data folder.',
  howLong: 'Until it ends.',
  stop: 'Ending it.',
  proof: [proof('test/safety/emergency.test.ts')],
};

function consentHistory(of: Installation): ReportItem {
  return {
    title: 'History of consent',
    what: 'Given, paused, resumed, withdrawn, with the document and the minute, behind a pseudonym of the day.',
    ofWhom: 'Employees who decided on /me.',
    basis: 'Consent has to be provable (GDPR article 7(1)).',
    where: 'Disk of the gateway. Shown to the person alone, in their data and receipt.',
    howLong: `${period(of, 'linkedDays')}, then the key of the day and the rows are destroyed.`,
    stop: `A person: erase on /me. ${twoRoles(of)}`,
    proof: [proof('test/audit/pseudonym.test.ts', 'R16'), proof('test/store/retention.test.ts'), erased],
  };
}

function audit(of: Installation): ReportItem {
  const ofMachine = 'start and stop, positions on and off, clocks that jumped, emergencies of the fire panel, rows dropped';
  const acts =
    of.signIn === null
      ? `Acts of the machine: ${ofMachine}.`
      : 'Acts of power and of the machine: break-glass, changes of settings, reading the audit, what managers did or read by ' +
        `name, emergencies and drills, a roll call that was printed; ${ofMachine}.`;
  const readers = of.signIn === null ? '' : ' Read by privacy officers, and that they read it is in it.';
  return {
    title: 'Audit',
    what: `${acts} Never a place, name, tag or number of people. A chain: changes show.`,
    ofWhom:
      of.signIn === null
        ? 'Nobody: without sign-in only the machine acts.'
        : 'Administrators, managers, safety team and privacy officers who act; behind a pseudonym of the day.',
    basis: accountBasis,
    where: `Disk of the gateway.${readers}`,
    howLong: `${period(of, 'auditDays')}. Linked with a person: ${period(of, 'linkedDays')}, then the key of the day is destroyed.`,
    stop: twoRoles(of),
    proof: [
      proof('test/audit/chain.test.ts', 'S12'),
      proof('test/audit/acts.test.ts', 'S12'),
      proof('test/audit/audit-log.test.ts', 'S10', 'S12', 'R16'),
      proof('test/audit/proposals.test.ts', 'R40', 'R41', 'R42', 'R43', 'R44', 'R45', 'R48'),
      proof('test/gateway/audit-verify-command.test.ts', 'S12'),
      proof('test/store/retention.test.ts'),
    ],
  };
}

function breakGlass(of: Installation): ReportItem {
  return {
    title: 'Break-glass: looking where people are, in need',
    what:
      'Who has a reason asks for one floor; a privacy officer who is another person approves; for 15 minutes the one who ' +
      'asked sees the located people of that floor by name. Walls of the floor say so meanwhile. Each look is in the ' +
      'audit before anything is shown. Everybody seen is told by the booking system and on their own page.',
    ofWhom: 'People who consented and are located on that floor at that moment; whoever asks, approves and looks.',
    basis:
      'Vital interests, or legitimate interest in safety (GDPR article 6(1)(d) and (f)). It never reaches who did not consent to ' +
      'being located; the document people consent to has to name it.',
    where:
      'The case with its written reason: memory only. That a person was seen, why and by which role: disk of the gateway, ' +
      `behind a pseudonym; and sent to ${of.bookingSystem} so that the person is told.`,
    howLong: `The case: 15 minutes after the yes. That somebody was seen: ${period(of, 'linkedDays')}; owed to the booking system until delivered.`,
    stop: 'Whoever asked, or any privacy officer, closes it; positions off end every case. Without a privacy officer nobody can approve one.',
    proof: [
      proof('test/audit/break-glass.test.ts', 'S10', 'R43', 'R44'),
      proof('test/audit/break-glass-look.test.ts', 'S10', 'S11', 'R45'),
      proof('test/audit/people-told.test.ts', 'S11', 'S12'),
      proof('test/mask/glass-mask.test.ts', 'S1', 'S8', 'S10'),
      proof('test/proofs/break-glass.test.ts', 'S9', 'S10', 'S11', 'S12'),
    ],
  };
}
