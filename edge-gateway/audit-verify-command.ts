// `npm run audit:verify -- --data FOLDER [--head SEQ:HASH] [--json]`: whether the audit of a gateway is still the one that was
// written. It changes nothing and may run beside the gateway. Exit codes: 0 intact, 1 broken, 2 could not be checked.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Link } from './audit/chain.ts';
import { parseHead } from './audit/head.ts';
import { verifyReport, verifyText } from './audit/verify-report.ts';
import { lookIntoStore } from './store/read-audit.ts';

const usage = `npm run audit:verify -- --data FOLDER [--head SEQ:HASH] [--json]

  --data FOLDER     data folder of the gateway
  --head SEQ:HASH   a head noted earlier: also finds an end that was cut off, and a chain that was made anew
  --json            one JSON object on stdout and nothing else there`;

type Args = { readonly data: string; readonly head: Link | null; readonly json: boolean };
type Answer = { readonly code: 0 | 1 | 2; readonly out: string; readonly err: string };

const { code, out, err } = answer(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;

function answer(words: readonly string[]): Answer {
  const args = argsOf(words);
  if (!args.ok) return { code: 2, out: '', err: `${args.detail}\n\n${usage}\n` };
  const { data, head, json } = args.value;
  const looked = lookIntoStore(resolve(data), ({ audit }) => verifyReport(audit, head));
  if (!looked.ok) return { code: 2, out: '', err: `${looked.detail}\n` };
  const report = looked.value;
  const code = report.intact ? (report.noted === 'dropped' ? 2 : 0) : 1;
  return { code, out: json ? `${JSON.stringify(report)}\n` : verifyText(report), err: '' };
}

function argsOf(words: readonly string[]): Outcome<Args, 'wrong-arguments'> {
  const options = { data: { type: 'string' }, head: { type: 'string' }, json: { type: 'boolean' } } as const;
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
    if (values.data === undefined) return refused('wrong-arguments', '--data is missing.');
    const head = values.head === undefined ? done(null) : parseHead(values.head);
    if (!head.ok) return refused('wrong-arguments', head.detail);
    return done({ data: values.data, head: head.value, json: values.json ?? false });
  } catch (error) {
    return refused('wrong-arguments', error instanceof Error ? error.message : 'An option is wrong.');
  }
}
