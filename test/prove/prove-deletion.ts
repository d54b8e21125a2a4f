// `npm run prove:deletion`: proves on this machine that positions are never written to a disk and are gone from memory when
// they should be, and writes a report that people who are no engineers can read. Exit 0: everything holds. 1: something
// does not. 2: the proof is void, because its control failed. 3: this machine can't mount disk images.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { whyNoLoopMounts } from './disk-image.ts';
import { leaks } from './leaks.ts';
import { prove } from './prove.ts';
import { asText } from './report.ts';
import { reportOf } from './report-content.ts';
import { asHtml } from './report-html.ts';

const help = `npm run prove:deletion -- [options]   (as root, on Linux)

  --loops N     how often the gateway is killed at work (default 15)
  --short       three times, for a first look
  --wait        wait 30 real minutes before the memory of the real process is read
                (else the clock of a gateway that is built the same is moved on)
  --leak WHAT   make the gateway leak on purpose, to see that the proof notices: file or memory
  --out FOLDER  where report.txt and report.html go (default .reports/deletion)
  --help        this text`;

process.exitCode = await main();

async function main(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  const { values: args } = parseArgs({ options: { loops: text, out: text, leak: text, short: flag, wait: flag, help: flag } });
  const leak = leaks.find((one) => one === args.leak);
  const loops = args.short ? 3 : Number(args.loops ?? 15);
  if (args.help || !Number.isInteger(loops) || loops < 1 || (args.leak !== undefined && leak === undefined)) {
    console.log(help);
    return args.help ? 0 : 2;
  }
  const missing = whyNoLoopMounts();
  if (missing !== null) {
    console.log(missing);
    return 3;
  }
  // Leaving by exit unmounts what is mounted and ends what was started.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const proof = await prove({ loops, wait: args.wait, say: console.log, ...(leak === undefined ? {} : { leak }) });
  const report = reportOf(proof);
  const folder = resolve(args.out ?? '.reports/deletion');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.txt'), asText(report));
  writeFileSync(join(folder, 'report.html'), asHtml(report));
  console.log(`\n${asText(report)}\nThe report is in ${folder}.`);
  return proof.exitCode;
}
