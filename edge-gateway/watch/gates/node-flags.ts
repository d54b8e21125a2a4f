// Node's own ways of showing memory to somebody: the inspector, heap snapshots and diagnostic reports. They come from
// arguments, from NODE_OPTIONS, from signals, or are opened while the process runs; each is asked for.

import { url } from 'node:inspector';
import { type Gate, gate } from './gate.ts';

/** What Node says of this process. */
export type NodeFacts = {
  /** Its arguments before the file, with those of NODE_OPTIONS. */
  readonly flags: readonly string[];
  readonly inspectorOpen: boolean;
  /** SIGUSR1 opens the inspector unless somebody listens to it. */
  readonly debugSignalTaken: boolean;
  /** SIGUSR2 is listened to by snapshots and reports only. */
  readonly snapshotSignalTaken: boolean;
  readonly reports: boolean;
};

/** Takes SIGUSR1, by which anybody of this user could open the inspector; it does nothing from now on. */
export function takeDebugSignal(): void {
  process.on('SIGUSR1', () => undefined);
}

export function thisNode(): NodeFacts {
  const options = (process.env.NODE_OPTIONS ?? '').split(/\s+/).filter((option) => option !== '');
  const flags = [...process.execArgv, ...options].map((flag) => flag.replaceAll('_', '-'));
  const { reportOnFatalError, reportOnSignal, reportOnUncaughtException } = process.report;
  return {
    flags,
    inspectorOpen: url() !== undefined,
    debugSignalTaken: process.listenerCount('SIGUSR1') > 0 || flags.includes('--disable-sigusr1'),
    snapshotSignalTaken: process.listenerCount('SIGUSR2') > 0,
    reports: reportOnFatalError || reportOnSignal || reportOnUncaughtException,
  };
}

const inspectable =
  'The inspector of Node is open or can be opened, and shows where people are: start the gateway without --inspect ' +
  '(arguments and NODE_OPTIONS).';
const signalled =
  'A signal (SIGUSR1) would open the inspector of Node, which shows where people are: start the gateway with --disable-sigusr1.';
const snapshots =
  'Node is told to write heap snapshots, heap profiles or reports, which can hold where people are: start the gateway ' +
  'without --heapsnapshot-*, --heap-prof and --report-* (arguments and NODE_OPTIONS).';

export function inspectorGate({ flags, inspectorOpen, debugSignalTaken }: NodeFacts): Gate {
  if (inspectorOpen || flags.some((flag) => flag.startsWith('--inspect'))) return gate('inspector', inspectable);
  return gate('inspector', debugSignalTaken ? null : signalled);
}

const telling = /^--(heapsnapshot|heap-snapshot-on|heap-prof(=|-|$)|report-(on|uncaught))/;

export function heapSnapshotsGate({ flags, snapshotSignalTaken, reports }: NodeFacts): Gate {
  const told = flags.some((flag) => telling.test(flag)) || snapshotSignalTaken || reports;
  return gate('heap-snapshots', told ? snapshots : null);
}
