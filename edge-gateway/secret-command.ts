// `npm run --silent secret -- scanner node-7`: prints the secret of one device, to be typed into it, or of one installer.

import { parseArgs } from 'node:util';
import { derivedSecret, type SecretKind } from './secrets.ts';

const kinds: readonly SecretKind[] = ['scanner', 'display', 'installer'];
const [word, id] = parseArgs({ allowPositionals: true }).positionals;
const kind = kinds.find((known) => known === word);
const variable = `WAYPOST_${kind?.toUpperCase()}_KEY`;
const key = process.env[variable];

if (kind === undefined || id === undefined) {
  console.error('Say whose: `npm run --silent secret -- scanner ID`, `... -- display ID` or `... -- installer ID`.');
  process.exitCode = 2;
} else if (!key) {
  console.error(`Set ${variable} as the gateway has it, then try again.`);
  process.exitCode = 2;
} else {
  console.log(derivedSecret(key, kind, id));
}
