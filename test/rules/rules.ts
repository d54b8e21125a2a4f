// Everything that was promised, by number: the statements of privacy.md 2.3 (S) and the product rules that the edge owns,
// enforces or mirrors (R). A test that proves one carries its number in its name. Rules that are the booking system's
// alone (11, 19, 51, 52, 54, 55) are not here.

/** `untested`: why no test carries its number. */
export type Rule = { readonly number: string; readonly says: string; readonly untested?: string };

const statements: readonly string[] = [
  'Without a consent record nobody produces a vault entry, log line, count or outbox row',
  'New and imported people, and people after a reset, are hidden',
  'Withdrawing removes a person from vault and every kiosk within 1 s',
  'Withdrawing takes no more steps than consenting',
  'Check-in works fully for someone who never opted in',
  'No read returns a position of 30 minutes or older under any clock history',
  'A raw disk image after kill -9 holds no position; the control finds it',
  'No endpoint, for any role, returns a past position or trail',
  "No role reads another person's position without break-glass",
  'Break-glass needs a reason and a second person, ends after 15 minutes, and each look is audited',
  'A person can list who used break-glass on them',
  'Audit entries hold no zone or coordinates; altering one breaks the chain',
  'Published counts are null or multiples of 5, at least 5',
  'From published cells and totals no cell under 5 can be computed',
  "Frames in one tick are the same for all viewers; their length doesn't depend on people",
  'Masked, absent, expired and opted-out give the same answer',
  'The wall shows a name only with scope wall',
  'A colleague outside the group gets the masked answer',
  'First aiders are shown as yes or no; names only in emergency mode',
  'The booking system receives counts and checked-in booking refs only',
  "Positions can't be read by no-show, check-in or analytics",
  "An unknown device's address never leaves the parser",
  "The kiosk's disk after use and kill -9 holds no names",
  'The receipt has all fields of TS 27560, the hash included; a changed notice asks again',
  'My data equals what is held at that moment; erasing leaves nothing to export',
];

const productRules: Readonly<Record<string, string>> = {
  1: 'The live plan shows what is occupied by whom',
  2: 'Mode A: everybody is shown',
  3: 'Mode B: nobody is named, nor found',
  4: 'Mode C: shown unless the person says otherwise',
  5: 'Mode D: hidden unless the person says otherwise',
  6: 'Three states: an explicit choice outlives a change of the mode',
  7: 'Own bookings carry the own name, to their owner only',
  8: "A manager's list of bookings is unrestricted, and never on a wall",
  9: 'In mode B profile, name and search are hidden, all three',
  10: 'A change of the mode takes effect at once, cached names go',
  12: 'Following somebody: a masked booking tells nothing of who it is',
  13: 'First aiders per floor against the rule for people present',
  14: 'Bookings lose their person after N days, here no later',
  15: 'After that times stay for statistics, and nothing links them again',
  16: 'The own audit obeys the same N: its key is destroyed',
  17: 'Archived people: everything here goes at once',
  18: 'No row outlives 90 days, or 365 without persons',
  20: 'Everybody can have what is held about them, and erase it',
  21: 'No positions in logs and backups',
  22: 'A session ends 168 h after sign-in at the latest',
  23: 'Closing the page closes the session',
  24: "The switch for mobile apps refuses apps, not phones' browsers",
  25: 'The document in force is shown and confirmed before anything flows',
  26: 'The data protection officer is named where it is decided and on the wall',
  27: 'Colleagues are found within the own groups only',
  28: "Colleagues are found by their booking's place",
  29: 'Colleagues are found by the status they declare',
  30: 'Colleagues are found by their last place only if they allow it',
  31: 'Location is by consent, and shows the own place and what is near',
  32: 'A position lasts less than 30 minutes, in every copy',
  33: 'A display shows the areas it is for',
  34: 'Guests are nameless on the wall',
  35: 'Only id, display name, language, groups, visibility and duties are mirrored',
  36: 'What a person carries is held hashed, in memory',
  37: 'The day is held in memory only',
  38: 'Managers see reported problems while they are open, and answer them',
  '38b': 'A problem can be reported at the wall',
  39: 'Managers get occupancy without persons',
  40: 'A user acts for themselves',
  41: 'A group manager sees the people of assigned groups, and no plans',
  42: 'A location manager light sees counts, no bookings, no names',
  43: 'A location manager sees and manages bookings of assigned plans',
  44: 'An administrator manages everything, and sees no position',
  45: 'Roles combine as a union; only the booking system assigns them',
  '46a': 'Secrets are hashed, and cookies, sign-in and displays can be held to TLS',
  '46b': 'Nothing leaves or enters this machine unencrypted',
  47: 'It runs on the own premises, and calls nobody it was not told to',
  48: 'Least privilege for those who administrate; suspicious tries are barred',
  49: 'Security updates can be installed every week',
  50: 'Others get only what they need',
  53: 'A changed policy asks again',
  56: 'Only the holder acts on a booking',
  57: 'Desks, rooms and parking bays',
};

const untested: Readonly<Record<string, string>> = {
  R38b: 'not built: problems come from the booking system, no wall takes one yet',
  R46b: 'not so: HTTP and MQTT speak without TLS, a proxy in front has to',
  R49: 'not built: whoever runs the gateway installs a new version by hand',
};

export const rules: readonly Rule[] = [
  ...statements.map((says, i) => ({ number: `S${i + 1}`, says })),
  ...Object.entries(productRules)
    .map(([number, says]) => ({ number: `R${number}`, says }))
    // Two halves of a rule stand where the rule does, not behind all others as keys that are no plain number would.
    .toSorted((a, b) => Number.parseInt(a.number.slice(1), 10) - Number.parseInt(b.number.slice(1), 10)),
].map((rule) => {
  const why = untested[rule.number];
  return why === undefined ? rule : { ...rule, untested: why };
});
