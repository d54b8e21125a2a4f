// Every English sentence of the console (/presence), beside the wall's and the employee's page's: those of its entry and of
// the section "Privacy" here, the others in files of their own.

import { actEn } from './act-en.ts';
import { manageEn } from './manage-en.ts';
import { presenceAuditEn } from './presence-audit-en.ts';
import { presenceGlassEn } from './presence-glass-en.ts';
import { presenceRefusalsEn } from './presence-refusals-en.ts';
import { safetyEn } from './safety-en.ts';

export const presenceEn = {
  'presence.site': '{site} · {date}',
  'presence.nav.label': 'Sections',
  'presence.nav.privacy': 'Privacy',
  'presence.who': 'Signed in as {name}',
  'presence.gone': 'No answer from the gateway since {time}. This is how things stood at {asOf}.',
  'presence.signIn.title': 'For those who look after this building',
  'presence.signIn.what':
    'Administrators, managers, the safety team and privacy officers see here how the building is used now, what is located, how long it is kept, and who looked.',
  'presence.signIn.how': 'You sign in with your company account. This page keeps nothing on this machine.',
  'presence.notAllowed':
    'This page is for administrators, managers, the safety team and privacy officers, and you are none of them here.',
  'presence.own': 'To my own page',

  'presence.role.user': 'employee',
  'presence.role.group-manager': 'group manager',
  'presence.role.location-manager-light': 'location manager (light)',
  'presence.role.location-manager': 'location manager',
  'presence.role.administrator': 'administrator',
  'presence.role.privacy-officer': 'privacy officer',

  'presence.positions.title': 'Locating people',
  'presence.positions.on': 'On',
  'presence.positions.on.what': 'People who agreed are located. Their places are in memory only, for 30 minutes at most.',
  'presence.positions.off': 'Off',
  'presence.positions.off.what': 'Nobody is located. No place is kept, and nothing is taken from the radio.',
  'presence.positions.why.switched-off':
    'Somebody stopped it on this page. Starting again takes an administrator and a privacy officer together.',
  'presence.positions.why.configured-off':
    'The gateway’s configuration says so. Whoever runs it changes the line positions.enabled; it counts at once, without a restart.',
  'presence.positions.why.gates':
    'This machine could let places get onto a disk or outlive their time. They stay off until that is mended:',
  'presence.positions.failing': 'This has to be mended as well:',
  'presence.positions.accepted': 'Accepted risks',
  'presence.positions.accepted.what':
    'Whoever runs the gateway accepted these in its configuration. Walls and everybody’s own page say so.',
  'presence.gate.core-dumps': 'A crash could write memory to a disk.',
  'presence.gate.core-dumps.next': 'Start the gateway with a core limit of 0 (ulimit -c 0, LimitCORE=0).',
  'presence.gate.swap': 'Memory can be moved to a swap space that is not encrypted.',
  'presence.gate.swap.next': 'Switch swap off or encrypt it, and let the machine not hibernate.',
  'presence.gate.inspector': 'A debugger can read the gateway’s memory.',
  'presence.gate.inspector.next':
    'Start the gateway without --inspect and with --disable-sigusr1, as “npm start” and its service do.',
  'presence.gate.heap-snapshots': 'The gateway may write copies of its memory to files.',
  'presence.gate.heap-snapshots.next': 'Start it without heap snapshots, heap profiles and diagnostic reports.',
  'presence.gate.watchdog': 'Nothing would end a gateway that stands still, so places could outlive their 30 minutes.',
  'presence.gate.watchdog.next': 'It is started again by itself. If this stays, restart the gateway.',
  'presence.stop': 'Stop locating now',
  'presence.stop.title': 'Stop locating everybody?',
  'presence.stop.erased': 'All places are erased within a second, and nothing more is taken from the radio.',
  'presence.stop.told': 'Walls and everybody’s own page say that it is off. Bookings and check-in go on.',
  'presence.stop.back': 'Starting again takes an administrator and a privacy officer together.',
  'presence.stop.yes': 'Stop now',
  'presence.stop.no': 'Leave it on',
  'presence.start': 'Propose to start again',

  'presence.settings.title': 'Periods and group size',
  'presence.settings.what':
    'A change takes two people: an administrator and a privacy officer. The walls’ privacy page lists it.',
  'presence.settings.what.column': 'What',
  'presence.settings.now.column': 'In force',
  'presence.settings.limit.column': 'Limit',
  'presence.setting.k': 'Smallest group whose size is told',
  'presence.setting.linkedDays': 'How long records stay linked with a person',
  'presence.setting.auditDays': 'How long the audit is kept',
  'presence.setting.historyDays': 'How long visits and counts without persons are kept',
  'presence.setting.positions': 'Locating people',
  'presence.value.k': '{n, plural, one {# person} other {# people}}',
  'presence.value.days': '{n, plural, one {# day} other {# days}}',
  'presence.value.positions': '{n, plural, =0 {off} other {on}}',
  'presence.limit.k': 'at least {n}, can only be raised',
  'presence.limit.days': 'at most {n}',
  'presence.propose': 'Propose a change',
  'presence.propose.which': 'What should change?',
  'presence.propose.to.k': 'New smallest group',
  'presence.propose.to.days': 'New number of days',
  'presence.propose.range': 'In force now: {now}. A whole number from {least} to {most}.',
  'presence.propose.outside': 'Type a whole number from {least} to {most} that is not in force already.',
  'presence.propose.full': 'This can’t be changed any further.',
  'presence.means.k':
    'Fewer than {n} people in a zone read as “few”, everywhere and from the next count on. This can’t be taken back.',
  'presence.means.linkedDays':
    'After {n, plural, one {# day} other {# days}} nobody can tell any more whose check-in, consent or act in the audit a record was. Times stay.',
  'presence.means.auditDays':
    'What was done at this desk, by nobody known any more in its last part, can be checked for {n, plural, one {# day} other {# days}}.',
  'presence.means.historyDays': 'Utilisation can look back {n, plural, one {# day} other {# days}}. No person is in it.',
  'presence.means.shorter': 'What is older is dropped as soon as this holds.',
  'presence.propose.yes': 'Propose it',
  'presence.propose.no': 'Change nothing',
  'presence.proposals.label': 'Proposals that wait',
  'presence.proposal.what': '{setting}: {from} → {to}',
  'presence.proposal.by': 'Proposed by {name}, {role}. Waits until {until}.',
  'presence.proposal.waits': 'Somebody of the other role has to answer.',
  'presence.proposal.yes': 'Yes, change it',
  'presence.proposal.no': 'No',
  'presence.proposal.yesNamed': 'Yes, change it: {setting}',
  'presence.proposal.noNamed': 'No: {setting}',

  'presence.sending': 'One moment',
  'presence.done.stopPositions': 'Locating is off. All places are erased.',
  'presence.done.propose': 'Proposed. Somebody of the other role has to say yes.',
  'presence.done.answerProposal.yes': 'Changed. It holds now.',
  'presence.done.answerProposal.no': 'Refused. Nothing changes.',
  'presence.done.askGlass': 'Asked. A privacy officer has to say yes before anything can be seen.',
  'presence.done.answerGlass.yes': 'Approved, for 15 minutes. The walls of the floor say so.',
  'presence.done.answerGlass.no': 'Refused. Nothing was shown.',
  'presence.done.closeGlass': 'Closed. What was shown is gone from this page.',
  ...presenceGlassEn,
  ...presenceAuditEn,
  ...presenceRefusalsEn,
  ...manageEn,
  ...actEn,
  ...safetyEn,
} as const;

export type PresenceMessageId = keyof typeof presenceEn;
