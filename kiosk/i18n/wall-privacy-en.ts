// What a wall says about privacy: its privacy page, whether people can be located at all, and the banner while somebody
// may look. Part of en.ts; the employee's page says the same reasons in the same words.

export const wallPrivacyEn = {
  'glass.banner': 'Until {time} an authorised person may see where people on this floor are.',

  'positions.off': 'Locating people is off: {why}.',
  'positions.why.gates': 'not safe enough ({gates})',
  'positions.why.switched-off': 'it was switched off',
  'positions.why.configured-off': 'the settings of this building say so',
  'positions.accepted': 'Locating runs with an accepted risk: {gates}.',
  'positions.gate.core-dumps': 'memory dumps',
  'positions.gate.swap': 'swap on disk',
  'positions.gate.inspector': 'open debugger',
  'positions.gate.heap-snapshots': 'memory snapshots',
  'positions.gate.watchdog': 'no watchdog',

  'privacy.open': 'Privacy',
  'privacy.title': 'Your privacy here',
  'privacy.close': 'Back to the plan',
  'privacy.closes': 'Closes by itself a minute after the last touch.',
  'privacy.asking': 'One moment',
  'privacy.unreachable':
    'What holds here is not known while the gateway can’t be reached. This page fills itself when it is back.',
  'privacy.asOf': 'As of {time}. The gateway can’t be reached now.',

  'privacy.facts': 'What holds here',
  'privacy.now': 'Can people be located now?',
  'privacy.now.on': 'Yes: those who said yes to it themselves, and nobody else.',
  'privacy.now.unknown': 'Not known while the gateway can’t be reached.',

  'privacy.what': 'What is processed',
  'privacy.what.bookings': 'Bookings and check-ins, to show what is free.',
  'privacy.what.places': 'The last place of those who said yes to it. Every other radio is dropped at once.',
  'privacy.what.presence':
    'How many people are known to be in an area, every five minutes, rounded down to fives. Below {k} no number is told.',
  'privacy.what.never': 'Places are never used to check attendance or work. There is no camera and no microphone.',

  'privacy.who': 'Who is shown',
  'privacy.who.show-everyone': 'Names on bookings: everybody’s, by the company’s rule.',
  'privacy.who.hide-everyone': 'Names on bookings: nobody’s, by the company’s rule.',
  'privacy.who.user-decides-show': 'Names on bookings: of everybody who has not hidden theirs.',
  'privacy.who.user-decides-hide': 'Names on bookings: only of those who chose to show theirs.',
  'privacy.who.places': 'Places on the plan: only of those who chose to be seen on walls. Guests are never named.',

  'privacy.kept': 'How long it is kept',
  'privacy.kept.places': 'Places',
  'privacy.kept.places.for': '{minutes, plural, other {# minutes}} at most, in memory only, never on a disk',
  'privacy.kept.linked': 'Check-ins, with their person',
  'privacy.kept.history': 'Check-ins and counts, without persons',
  'privacy.kept.audit': 'Record of who used which power',
  'privacy.kept.audit.for': '{days, plural, one {# day} other {# days}}, with persons for {linked}',
  'privacy.kept.owed': 'What the booking system has yet to hear',
  'privacy.kept.group': 'Smallest group whose size is told',
  'privacy.kept.group.for': '{k, plural, other {# people}}',
  'privacy.days': '{days, plural, one {# day} other {# days}}',
  'privacy.hours': '{hours, plural, one {# hour} other {# hours}}',

  'privacy.changes': 'Changes of these rules',
  'privacy.changes.how': 'An administrator and the privacy officer have to agree; they are two people.',
  'privacy.changes.none': 'None in the last {days, plural, one {day} other {# days}}.',
  'privacy.change': '{what}: from {from} to {to}',
  'privacy.change.positions': '{to, plural, =0 {Locating people switched off} other {Locating people switched on again}}',
  'privacy.change.k': 'Smallest group',
  'privacy.change.linkedDays': 'Days with their person',
  'privacy.change.auditDays': 'Days of the record',
  'privacy.change.historyDays': 'Days without persons',

  'privacy.contact': 'Whom to ask and where to decide',
  'privacy.ask': 'Whom to ask',
  'privacy.controller': 'Responsible',
  'privacy.dpo': 'Data protection officer',
  'privacy.unnamed': 'not named yet',
  'privacy.own': 'Decide for yourself',
  'privacy.own.what': 'On your own page: choose who may see you, read what is held about you, erase it.',
  'privacy.own.qr': 'Address of your own page as a QR code',
  'privacy.own.none': 'There is no page for employees here. The data protection officer answers your questions.',

  'privacy.document': 'The privacy document',
  'privacy.document.version': 'Version {version}, fingerprint {hash}',
  'privacy.document.none': 'The text can’t be shown now, because the booking system does not answer.',
} as const;
