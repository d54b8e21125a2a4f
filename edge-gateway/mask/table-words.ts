// The words of the printed decision table: what a works council reads around the answers. No answer is in here.

import type { PrivacyMode } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Item, Sight } from './decision.ts';
import type { Right } from './rights.ts';
import type { Matter } from './table-cases.ts';

export const head = `# Who may see what

This page is printed from \`decision.ts\`, the one place in Waypost where it is decided what is seen of a person, and its
last table from \`rights.ts\`, where it is decided what one may do. A test fails when the page and the program differ, so
don't edit it by hand. Numbers in brackets are the product rules; S and a
number is a statement of the privacy checklist.

**Words.** A *wall* is a screen anybody can walk past. *Signed in* is an employee on their own page. *In a common group*:
the booking system has both in at least one collaborator group. A *guest* is somebody from outside a booking is made for.
*Nobody known*: the booking was anonymised, or the gateway has just started and the booking system doesn't answer.
*Never* looks the same whatever the reason: hidden, guest and unknown holders of a space are all just "occupied", and
without consent a colleague has no dot, just as if they were not there (S16).
*Break-glass* is a look at one floor in an emergency: an administrator or a manager of that floor asks with a reason, a
privacy officer who is another person says yes, and it ends after 15 minutes (S10).

**Roles** are given by administrators at the booking system and nowhere else (45). Whoever has several sees what one of
them alone would show, and nothing more. A manager manages what has been assigned to them; without a list that is nothing.
Whether administrators may create administrators changes nothing on this page (44).`;

export const modeWords: Record<PrivacyMode, string> = {
  'show-everyone': 'A: show everyone (2)',
  'hide-everyone': 'B: hide from everyone (3)',
  'user-decides-show': 'C: each decides, shown at first (4)',
  'user-decides-hide': 'D: each decides, hidden at first (5)',
};

export const shownSection = `## Shown or hidden

The company chooses a mode, each person makes a choice of their own or none (6). While the booking system has said
nothing, mode D holds: hidden unless somebody asks to be shown (GDPR article 25(2)). A *dot* is the mark of a located
person; without their consent there is none, and their own "hide" hides it in every mode. The tables below say *if
shown* and *if the dot is shown* where this table decides.`;

export const sightWords: Record<Exclude<Sight, 'nothing'>, string> = {
  about: 'a rounded count',
  nameless: 'without a name',
  initials: 'initials',
  full: 'full name',
};

export type Section = {
  readonly item: Item;
  readonly text: string;
  readonly columns: readonly (readonly [words: string, matter: Matter])[];
};

const employee: Matter = { holder: 'employee' };
const bookingColumns: Section['columns'] = [
  ["an employee's booking", employee],
  ["a guest's", { holder: 'guest' }],
  ['nobody known', { holder: 'nobody' }],
];

export const sections: readonly Section[] = [
  {
    item: 'booking-name',
    text: `## The name of a booking on the live plan

Who holds a desk, room or parking bay (2-7). One's own booking always carries one's own name, to oneself alone and never
on a wall (7). Managers see no more here than anybody: their list is another table (8). Guests have no name here (34).`,
    columns: bookingColumns,
  },
  {
    item: 'position',
    text: `## The dot of a located person

Only with the person's own consent, which names who may see it, each chosen separately (GDPR articles 6(1)(a) and 7; 27,
30, 31). Two choices together show the dot to those whom one of them would show it to. No role sees a dot it would not
see as a colleague, administrators and privacy officers included (S9); a colleague outside the group sees what they would
see of somebody absent (S18). Under break-glass the mode, the flag and the choices of the consent don't count, because that
is what it is for; who never consented has no dot there either. Each look is written down first, the floor's walls say that
it is open, and everybody who was seen is told of it, in which role and why (S10, S11). Nothing older than 30 minutes is
there to be seen by anybody (32).`,
    columns: [
      ['consent to nobody else', { ...employee, scopes: [] }],
      ['to colleagues of the groups', { ...employee, scopes: ['group'] }],
      ['to the company', { ...employee, scopes: ['company'] }],
      ['to walls', { ...employee, scopes: ['wall'] }],
    ],
  },
  {
    item: 'presence-count',
    text: `## How many people are known to be in a zone

Never an exact count, for nobody: fewer than five are not told, more are rounded down to fives, and everybody gets the
same answer until the next beat of five minutes (S13-S15).`,
    columns: [['sees', employee]],
  },
  {
    item: 'search-hit',
    text: `## Finding a colleague by name

Within common groups only (27), and only people who are shown: who is hidden can't be found and gives no hint (3, 9).
What is then said of them (booking, status, last place) follows the table of each.`,
    columns: [['finds', employee]],
  },
  {
    item: 'profile',
    text: `## Name and groups of a person

Colleagues of a common group see each other if shown (1-5). Group managers administer the people of their groups whatever
the mode (41), administrators everybody (44).`,
    columns: [['sees', employee]],
  },
  {
    item: 'list',
    text: `## A booking in the list of a manager

Behind a sign-in, never on a wall, whatever the mode (8): group managers for the people of their groups (41), location
managers for the floors assigned to them (43), administrators for all (44). Location managers light have no bookings (42).`,
    columns: bookingColumns,
  },
  {
    item: 'export',
    text: `## A booking in an exported file

Location managers for the floors assigned to them (43), and administrators (44). Everybody can take along their own.`,
    columns: bookingColumns,
  },
  {
    item: 'book-for',
    text: `## Choosing somebody to book for

Whoever makes bookings for others finds them by name, whatever the mode: group managers the people of their groups (41),
location managers anybody, for a booking on a plan of theirs (43), administrators anybody (44).`,
    columns: [['finds', employee]],
  },
];

export const aidSection = `## First aid, and an emergency

Everybody sees of a floor whether as many first aiders are here as the rule asks for, never how many (13). One is named there
only with their own consent to be named with their duty: on a wall as far as that wall names anybody, by full name to whoever
is signed in. While an emergency is on, walls and wardens see a roll call of who is known to be in the building, by name;
who hides, and guests, are counted in it and not named, but first aiders are named. Zones in it are those of booked spaces,
and of people who allow walls any day; of others the radio tells the floor and no more. In a drill nobody is named whom that
wall would not name on any day. Everybody else sees that it is on, and whether they are marked safe themselves.`;

export const rightsSection = `## Who may do what

On the console, asked anew at every act. *Their plans* are the floors assigned to them. Whoever has several roles may do what
one of them alone may, and nothing more. Of which bookings and people, the tables above say: group managers make and give
back those of the people of their groups, on any plan. An emergency is of the whole building: who manages one plan of it
may start one, and the fire panel may. The safety team is a duty from the health and safety list, and no role. What is done is
written to the audit before it is done; only an emergency in earnest waits for nothing.`;

export const rightWords: Record<Right, string> = {
  'see-now': 'see what is free, booked and in use now, and what needs looking after (42)',
  bookings: 'see, make and give back bookings of others (41, 43)',
  'export-bookings': 'save bookings as a file (43)',
  block: 'block a space with a reason (42)',
  issues: 'read and answer issues (38, 42)',
  displays: 'see displays and anchors, and tell a display something (42)',
  utilisation: 'see how the building was used (42)',
  'export-utilisation': 'save that as a file (43)',
  'start-emergency': 'start and end an emergency, or a drill',
  warden: 'see the roll call of an emergency, and mark people',
};

export const rightRoleWords: Record<Role, string> = {
  user: 'user (40)',
  'group-manager': 'group manager (41)',
  'location-manager-light': 'location manager light (42)',
  'location-manager': 'location manager (43)',
  administrator: 'administrator (44)',
  'privacy-officer': 'privacy officer',
};

export const reachWords = { assigned: 'their plans', everywhere: 'everywhere' } as const;
