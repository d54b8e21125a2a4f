// What is processed so that the building can be looked after: what managers see and do, what is broken or closed, and who is
// where in an emergency. All of it in memory; the one file that an emergency leaves is in report-of-rows.ts.

import type { Installation } from './installation.ts';
import { bookingBasis, proof, type ReportItem } from './report-item.ts';

export function itemsOfBuilding(of: Installation): readonly ReportItem[] {
  return [problems(of), ...(of.signIn === null ? [] : [managers(of)]), emergencies(of)];
}

function problems(of: Installation): ReportItem {
  const readers =
    of.signIn === null ? 'Nobody here can sign in, so nobody reads a text.' : 'A text is read by managers of that floor.';
  return {
    title: 'Reported problems and closed spaces',
    what:
      'From the booking system: problems that are not closed, with floor, space, the text somebody wrote and the answer; spaces ' +
      'that are closed, with a reason from a list and the time. Who reported or closed something is not told here.',
    ofWhom: 'Nobody, unless somebody writes about a person into a text.',
    basis: 'Legitimate interest in a building that works (GDPR article 6(1)(f)).',
    where: `Memory only, copied from ${of.bookingSystem}. Walls show a closed space with its reason, and no text. ${readers}`,
    howLong: 'Until the problem is closed, or the space is open again; gone with a restart.',
    stop: 'In the booking system.',
    proof: [proof('test/booking/mirror-blocks.test.ts', 'R38'), proof('test/mask/managed-mask.test.ts', 'R38', 'R42')],
  };
}

function managers(of: Installation): ReportItem {
  return {
    title: 'What managers see and do',
    what:
      'The floors they look after as a wall without names shows them. Lists of bookings with names, and a file of them, as far as ' +
      'the role goes. Bookings made and given back for others, spaces closed and opened, problems answered, displays told ' +
      'something. Of an act nothing is kept but a digest, so that it is done once; of words and persons nothing.',
    ofWhom: 'Holders of bookings, and the managers themselves.',
    basis: bookingBasis,
    where:
      `Memory, and sent to ${of.bookingSystem} while the manager waits, never kept to be sent later. The audit holds what was ` +
      'done and as which role, never on what or whom.',
    howLong: 'Digests: the latest 500, until a restart. A file that was saved: as whoever saved it decides.',
    stop: 'In the booking system: without the role, and the plans or groups to it, nobody can.',
    proof: [
      proof('test/mask/rights.test.ts', 'R40', 'R41', 'R42', 'R43', 'R44', 'R45'),
      proof('test/mask/managed-mask.test.ts', 'R8', 'R39', 'R42', 'S9', 'S13'),
      proof('test/mask/bookings-mask.test.ts', 'R8', 'R34', 'R41', 'R42', 'R43', 'R44'),
      proof('test/booking/manager-acts.test.ts'),
    ],
  };
}

function emergencies(of: Installation): ReportItem {
  const [starters, wardens] =
    of.signIn === null
      ? ['The fire panel starts one, where `safety.firePanel` says so.', 'Nobody prints it.']
      : [
          'Administrators and location managers start one, and the fire panel, where `safety.firePanel` says so.',
          'Location managers, administrators and the safety team see it on their page and may print it, with the time to destroy it.',
        ];
  return {
    title: 'First aid, emergencies and drills',
    what:
      'Whether enough first aiders are on a floor: never how many, by name only who agreed to it. While an emergency or a drill ' +
      `is on, a roll call: name, floor, zone where known, marked safe or not, first aider or not. ${starters}`,
    ofWhom:
      'People who are checked in, and people located by consent. In an emergency all are named but guests and who said "hide" ' +
      'themselves; first aiders always. In a drill only who walls name on any day. Who is not named is counted.',
    basis: 'Vital interests (GDPR article 6(1)(d)), and the duties of an employer in first aid and fire (article 6(1)(c)).',
    where:
      'Memory, and on every wall for the floors it shows. The zone is that of the booked space, or of who allows walls any day; ' +
      'in an emergency, not in a drill, others who are located are told with their floor, which the document they consent to ' +
      `has to say. ${wardens} On the disk only that one is on. Not sent anywhere.`,
    howLong:
      'Until it is ended, or ends by itself: after `safety.maxMinutes` (12 hours at most), a drill after `safety.maxDrillMinutes` ' +
      '(4 hours at most). Marks are gone with a restart.',
    stop: 'A person: "hide", at once, unless they are a first aider. Duties are taken away in the booking system.',
    proof: [
      proof('test/safety/first-aid.test.ts', 'R13', 'S19'),
      proof('test/safety/roll-call.test.ts', 'R10', 'R13', 'S19'),
      proof('test/safety/roll-privacy.test.ts', 'R13', 'S19'),
      proof('test/mask/emergency-mask.test.ts', 'R13', 'R33'),
    ],
  };
}
