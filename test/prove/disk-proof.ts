// The disk half of the proof: the real gateway on an image of its own, killed again and again in the middle of its work,
// stopped properly in the end, and then every byte of the image read.

import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Canary, CanaryBook, CanaryKind } from './canaries.ts';
import type { CanarySite } from './canary-site.ts';
import type { Company } from './company.ts';
import { type DiskImage, makeDiskImage } from './disk-image.ts';
import { type GatewayChild, logFile, startGatewayChild } from './gateway-child.ts';
import type { Leak } from './leaks.ts';
import { lookAtProcess, type ProcessLook } from './process-look.ts';
import { createScanner, type Hit } from './scan.ts';
import { lookIntoStore, type StoreLook } from './store-file.ts';
import { healthOf, noDeeds, startWork, type Tally } from './work.ts';

export type DiskProof = {
  readonly kills: number;
  readonly tally: Tally;
  readonly canaries: Readonly<Record<CanaryKind, number>>;
  readonly patterns: number;
  readonly hits: readonly Hit[];
  /** What `integrity_check` said after each kill that left something else than "ok". */
  readonly damaged: readonly string[];
  readonly store: StoreLook | null;
  readonly process: ProcessLook;
  /** Of the log: its lines, and which canaries stand in it. */
  readonly logLines: number;
  readonly inLog: readonly Hit[];
  /** Files on the image at the end, with their sizes in bytes. */
  readonly files: readonly string[];
  /** What the gateway itself says about this machine (health). */
  readonly positions: readonly string[];
  readonly imageBytes: number;
};

export type DiskPlan = {
  readonly loops: number;
  readonly site: CanarySite;
  readonly company: Company;
  readonly canaries: CanaryBook;
  /** Only to see that the proof would notice. */
  readonly leak?: Leak;
  readonly say: (sentence: string) => void;
};

export async function proveDisk(plan: DiskPlan): Promise<DiskProof> {
  const disk = makeDiskImage();
  try {
    const tally = noDeeds();
    const damaged: string[] = [];
    for (let turn = 0; turn < plan.loops; turn++) {
      const gateway = await start(plan, disk);
      await workUntilKilled(plan, gateway, tally, turn);
      const integrity = lookIntoStore(join(disk.folder, 'data'))?.integrity ?? 'no store was made';
      if (integrity !== 'ok') damaged.push(integrity);
      plan.say(`  kill -9 no. ${turn + 1} of ${plan.loops}: ${tally.sightings} sightings so far, the store is ${integrity}`);
    }
    const last = await lastDay(plan, disk, tally);
    const files = filesBelow(disk.folder);
    const log = readFileSync(join(disk.folder, logFile));
    disk.unmount();
    plan.say('  reading every byte of the image ...');
    const canaries = plan.canaries.all();
    const scanner = createScanner(canaries);
    return {
      ...{ ...last, tally, damaged, files, kills: plan.loops, patterns: scanner.patterns, canaries: countKinds(canaries) },
      hits: scanner.scanFile(disk.image),
      inLog: scanner.scan(log),
      logLines: log.toString('latin1').split('\n').length - 1,
      imageBytes: statSync(disk.image).size,
    };
  } finally {
    disk.remove();
  }
}

function start({ site, company, leak }: DiskPlan, disk: DiskImage): Promise<GatewayChild> {
  const address = { bookingUrl: company.url, issuer: company.issuer };
  const common = { ...address, folder: disk.folder, config: site.config };
  return startGatewayChild(leak === undefined ? { ...common, entry: 'real' } : { ...common, entry: 'clocked', leak });
}

/** Kills it 0.7 to 1.2 s after its work began, or after people are busy on their pages, which takes a cold gateway longer. */
async function workUntilKilled(plan: DiskPlan, gateway: GatewayChild, tally: Tally, turn: number): Promise<void> {
  const { promise: busy, resolve: onBusy } = Promise.withResolvers<void>();
  const work = await startWork({ ...plan, gateway, tally, turn, onBusy });
  if (turn % 2 === 1) await Promise.race([busy, pause(machineClock, seconds(20))]);
  await pause(machineClock, randomInt(700, 1_200));
  await gateway.kill();
  await work.stop();
}

/** Once more, with a booking system that takes nothing, so that something is owed; then an orderly stop. */
async function lastDay(
  plan: DiskPlan,
  disk: DiskImage,
  tally: Tally,
): Promise<Pick<DiskProof, 'store' | 'process' | 'positions'>> {
  const gateway = await start(plan, disk);
  const { promise: busy, resolve: onBusy } = Promise.withResolvers<void>();
  const work = await startWork({ ...plan, gateway, tally, turn: plan.loops, onBusy });
  await Promise.race([busy, pause(machineClock, seconds(20))]);
  await plan.company.refuseWrites();
  await pause(machineClock, 800);
  const process = lookAtProcess(gateway.pid, disk.folder);
  const { positions } = await healthOf(gateway.url);
  await work.stop();
  await gateway.stop();
  return { process, positions: positions.detail, store: lookIntoStore(join(disk.folder, 'data')) };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path.slice(folder.length + 1)} (${statSync(path).size} bytes)`);
}

function countKinds(canaries: readonly Canary[]): Record<CanaryKind, number> {
  const count = (kind: CanaryKind): number => canaries.filter((canary) => canary.kind === kind).length;
  return {
    ...{ tag: count('tag'), ref: count('ref'), 'acting-ref': count('acting-ref'), zone: count('zone') },
    ...{ 'zone-name': count('zone-name'), name: count('name'), account: count('account'), identifier: count('identifier') },
  };
}
