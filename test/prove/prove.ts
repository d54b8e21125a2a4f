// The proof from beginning to end: control, disk, memory, verdict. Everything it starts or mounts is gone when it returns.

import { createCanaries } from './canaries.ts';
import { makeCanarySite } from './canary-site.ts';
import type { Claim } from './claims.ts';
import { startCompany } from './company.ts';
import { type ControlResult, runControl } from './control.ts';
import { makeDiskImage } from './disk-image.ts';
import { type DiskProof, proveDisk } from './disk-proof.ts';
import { heldOnPurpose, judgeDisk, judgeMemory, whyVoid } from './judge.ts';
import type { Leak } from './leaks.ts';
import { type MemoryProof, proveMemory } from './memory-proof.ts';

export type ProveOptions = {
  /** How often the gateway is killed at work. */
  readonly loops: number;
  /** Wait 30 real minutes at the real process, instead of moving the clock of one that is built the same. */
  readonly wait: boolean;
  /** Makes the gateway leak, to see that the proof notices. */
  readonly leak?: Leak;
  /** Told what is going on. */
  readonly say: (sentence: string) => void;
};

export type Proof = {
  /** 0: all claims hold. 1: one does not. 2: the proof is void. */
  readonly exitCode: 0 | 1 | 2;
  readonly voids: readonly string[];
  readonly claims: readonly Claim[];
  readonly held: readonly string[];
  readonly control: ControlResult;
  readonly disk: DiskProof;
  readonly memory: MemoryProof;
  readonly configSha256: string;
};

/** Rejects when the gateway can't be started. Loop mounts have to work (disk-image.ts). */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { say } = options;
  say('Positive control: rows are written, deleted, and looked for ...');
  const control = runControl();
  say(`  ${control.found} of ${control.written} deleted canaries were found on the raw image`);
  const canaries = createCanaries();
  const site = makeCanarySite(canaries);
  const company = await startCompany(site.site, canaries);
  const home = makeDiskImage();
  try {
    const plan = { ...options, site, company, canaries };
    say(options.wait ? 'Memory of the running gateway, 30 real minutes ...' : 'Memory of the running gateway ...');
    const memory = await proveMemory({ ...plan, folder: home.folder });
    say(`Disk: the gateway works and is killed, ${options.loops} times ...`);
    const disk = await proveDisk(plan);
    const voids = whyVoid(control, disk, memory);
    const claims = [...judgeDisk(disk), ...judgeMemory(memory)];
    const exitCode = voids.length > 0 ? 2 : claims.every((claim) => claim.holds) ? 0 : 1;
    return { exitCode, voids, claims, held: heldOnPurpose(disk), control, disk, memory, configSha256: site.sha256 };
  } finally {
    await company.stop();
    site.remove();
    home.remove();
  }
}
