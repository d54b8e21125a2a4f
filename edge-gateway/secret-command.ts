// `npm run --silent secret -- scanner node-7`: prints the secret of one device, to be typed into it, of one installer, or of
// the fire panel on one of its two ways.

import { parseArgs } from 'node:util';
import { derivedSecret, type SecretKind } from './secrets.ts';

const kinds: readonly SecretKind[] = ['scanner', 'display', 'installer', 'fire-panel'];
const firePanelWays = ['mqtt', 'http'];
const [word, id] = parseArgs({ allowPositionals: true }).positionals;
const kind = kinds.find((known) => known === word);
const variable = `WAYPOST_${kind?.toUpperCase().replace('-', '_')}_KEY`;
const key = process.env[variable];

if (kind === undefined || id === undefined || (kind === 'fire-panel' && !firePanelWays.includes(id))) {
  console.error(
    'Say whose: `npm run --silent secret -- scanner ID`, `... -- display ID`, `... -- installer ID`, `... -- fire-panel mqtt` or `... -- fire-panel http`.',
  );
  process.exitCode = 2;
} else if (!key) {
  console.error(`Set ${variable} as the gateway has it, then try again.`);
  process.exitCode = 2;
} else {
  console.log(derivedSecret(key, kind, id));
}
