// What an installation processes, on which basis, how long, which switch stops it and which test proves it: the pack that a
// data protection officer and a works council ask for, made from the real configuration and settings.

import { headText } from './head.ts';
import { type Installation, inForce, locates } from './installation.ts';
import type { ReportItem } from './report-item.ts';
import { itemsOfPeople, technical } from './report-of-people.ts';
import { itemsThatLast } from './report-of-rows.ts';

export type ProcessingReport = {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly { readonly title: string; readonly items: readonly ReportItem[] }[];
  readonly recipients: readonly string[];
  readonly never: readonly string[];
  readonly checks: readonly string[];
  readonly open: readonly string[];
};

export function processingReport(of: Installation): ProcessingReport {
  return {
    title: `What Waypost processes in ${of.site}`,
    facts: facts(of),
    sections: [
      { title: 'In memory only', items: [...itemsOfPeople(of), ...things(of)] },
      { title: 'On the disk of the gateway', items: itemsThatLast(of) },
      { title: 'Of the machine', items: [technical] },
    ],
    recipients: recipients(of),
    never,
    checks: checks(of),
    open: open(of),
  };
}

function facts(of: Installation): ProcessingReport['facts'] {
  const risks = of.acceptedRisks.join(', ');
  return [
    ['Made', `${new Date(of.atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`],
    ['Version', of.version],
    ['Configuration', `${of.configPath}, SHA-256 ${of.configSha256}`],
    ['As understood', `SHA-256 ${of.understoodSha256}; the audit notes the same at a start without other ports or addresses`],
    [
      'Settings',
      of.kept === null ? 'of a new installation: no store was found in the data folder' : 'read from the store of the gateway',
    ],
    ['Locating people', locates(of) ? 'on, where the machine passes its checks (see health)' : 'OFF'],
    ['Accepted risks', risks === '' ? 'none' : `${risks}: the configuration accepts that these checks of the machine fail`],
    ['Smallest group', `${inForce(of).k}, can only be raised`],
    ['Employees sign in', of.signIn === null ? 'no: there is no page /me and nobody can consent here' : `yes, at ${of.signIn}`],
    ['Audit', auditFact(of)],
  ];
}

function auditFact({ audit }: Installation): string {
  if (audit === null || audit.head === null) return 'no entries yet';
  return `${audit.entries} entries, head ${headText(audit.head)} (keep this page: the head shows later whether anything was cut off)`;
}

function things(of: Installation): readonly ReportItem[] {
  if (of.things === null) return [];
  return [
    {
      title: 'Things, never people',
      what: `The room in which ${of.things.count} things that the configuration names are. A tag that a person has claimed is none of them.`,
      ofWhom: 'Nobody, as long as nobody carries such a thing with them: do not name what people carry.',
      basis: 'Legitimate interest in finding equipment (GDPR article 6(1)(f)).',
      where: `Memory, and sent to ${of.things.url}.`,
      howLong: 'Here: 30 minutes. There: as that system decides.',
      stop: '`integrations.mqttRoom` in the configuration.',
      proof: [{ test: 'test/gateway/integration-way.test.ts', says: [] }],
    },
  ];
}

function recipients(of: Installation): readonly string[] {
  return [
    `The booking system at ${of.bookingSystem}: check-ins by reference, known presence as published numbers. Never a position.`,
    ...(of.signIn === null ? [] : ['The same: decisions of people by reference, and that somebody was seen under break-glass.']),
    ...(of.signIn === null ? [] : [`The OpenID provider at ${of.signIn}: that somebody signs in.`]),
    ...(of.outsideBroker === null ? [] : [`The MQTT broker at ${of.outsideBroker}: what scanners hear passes through it.`]),
    ...(of.things === null ? [] : [`The broker at ${of.things.url}: rooms of things.`]),
    `${of.walls} walls, and whoever stands in front of them: what the masks let through.`,
    'Nobody else. Nothing goes to the makers of this program.',
  ];
}

const never: readonly string[] = [
  'A past position, a trail, or a position older than 30 minutes.',
  'A position of anybody without their consent; a position for managers or administrators because of their role.',
  'Positions in check-in, in no-shows or in statistics: no line of code leads there.',
  'Working time, performance, behaviour, or anything made from them.',
  'Radio of devices that nobody here consented for.',
  'Names on a disk of the gateway or of a wall; pictures or sound: there is no camera and no microphone.',
  'A number of people below the smallest group.',
];

function checks(of: Installation): readonly string[] {
  const head = of.audit?.head ? ` --head ${headText(of.audit.head)}` : '';
  return [
    'npm run prove:deletion: drives a real gateway on a disk image, kills it, and searches disk and memory for what should be gone.',
    `npm run audit:verify -- --data FOLDER${head}: whether the audit is the one that was written.`,
    'npm run rules: every rule (R) and statement (S) named here, its test, and whether it passes now.',
    'npm run processing-report -- --config FILE --data FOLDER: this page, made anew.',
  ];
}

const twoWhoAgree =
  'Two people who agree to misuse break-glass can do so for 15 minutes; it is in the audit, on the walls and told to those seen.';

const open = (of: Installation): readonly string[] => [
  'Somebody with root on the running gateway can read its memory, up to 30 minutes of places.',
  ...(of.signIn === null ? [] : [twoWhoAgree]),
  'Cut off at its end, or made wholly anew by somebody who can write the disk, the audit shows it only to who noted a head.',
  'The disk of the gateway should be encrypted: deleted rows leave the file, not every disk.',
  'The bases named here are proposals. The controller decides them, and this page is no legal advice.',
];
