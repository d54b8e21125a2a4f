// Every English sentence of the console's section "Safety", beside what walls and pages say in an emergency
// (emergency-en.ts).

export const safetyEn = {
  'safety.firstAid.title': 'First aiders by floor',
  'safety.firstAid.rule':
    'The rule: one for 2 to 20 people known to be here, above that 5 % of them. As of the last count; never how many, and only who agreed to be named.',
  'safety.firstAid.ruleNameless':
    'The rule: one for 2 to 20 people known to be here, above that 5 % of them. As of the last count; never how many, and without names.',
  'safety.firstAid.floor': 'Floor',
  'safety.firstAid.state': 'First aiders here',
  'safety.firstAid.named': 'Agreed to be named',
  'safety.firstAid.enough': 'enough',
  'safety.firstAid.too-few': 'too few',
  'safety.firstAid.none': 'none, though people are here',
  'safety.firstAid.unknown': 'not known: the booking system has not told',
  'safety.firstAid.gap': 'enough; too few from {time}',
  'safety.firstAid.nobody': 'nobody',
  'safety.firstAid.noFloor': 'No plan is assigned to you.',
  'safety.firstAid.warning':
    '{n, plural, one {One floor has too few first aiders, or soon will.} other {# floors have too few first aiders, or soon will.}}',

  'safety.start.title': 'Emergency',
  'safety.start.none': 'No emergency is on.',
  'safety.start.notYou': 'Administrators, location managers and the fire panel can start one.',
  'safety.start.real': 'Start an emergency',
  'safety.start.drill': 'Start a drill',
  'safety.start.ask.real': 'Start an emergency?',
  'safety.start.ask.drill': 'Start a drill?',
  'safety.start.walls.real':
    'Every wall in the building shows EMERGENCY, the assembly point, and the roll call of the people known to be here.',
  'safety.start.walls.drill':
    'Every wall in the building shows DRILL, the assembly point, and the roll call of the people known to be here.',
  'safety.start.phones': 'Every open page of an employee shows it too, with the button “I am safe”. Check-in at the walls stops.',
  'safety.start.hidden': 'People who hide their name, and guests, are counted and not named.',
  'safety.start.audit': 'That you started it is written into the audit. It ends when somebody ends it, or by itself.',
  'safety.start.yes.real': 'Start the emergency now',
  'safety.start.yes.drill': 'Start the drill now',
  'safety.start.no': 'No, go back',

  'safety.on.title.real': 'EMERGENCY',
  'safety.on.title.drill': 'DRILL',
  'safety.on.since':
    'Since {time}, started by {by, select, person {a person in charge} other {the fire panel}}. Ends by itself at {ends}.',
  'safety.on.place': 'Assembly point: {place}',
  'safety.on.noPlace': 'No assembly point is configured.',
  'safety.on.old': 'No connection: this is how things stood at {time}.',
  'safety.on.notWarden': 'The roll call is shown on the walls, to the safety team and to managers of this site.',
  'safety.on.print': 'Print the list',
  'safety.on.end.real': 'End the emergency',
  'safety.on.end.drill': 'End the drill',
  'safety.end.ask.real': 'End the emergency?',
  'safety.end.ask.drill': 'End the drill?',
  'safety.end.missing':
    '{n, plural, =0 {Everybody who was known to be here is safe.} one {One person is not confirmed yet.} other {# people are not confirmed yet.}}',
  'safety.end.walls': 'Every wall goes back to its plan at once. The roll call and the names in it are gone for good.',
  'safety.end.yes': 'End it now',

  'safety.done.started.real': 'The emergency is on. Every wall shows it.',
  'safety.done.started.drill': 'The drill is on. Every wall shows it.',
  'safety.done.ended': 'It has ended. The walls show their plans.',
} as const;
