// `npm run --silent secret -- scanner node-7`: prints the secret of one device, to be typed into it.

import { parseArgs } from 'node:util';
import { derivedSecret } from './secrets.ts';

const [kind, id] = parseArgs({ allowPositionals: true }).positionals;
const key = kind === 'scanner' ? process.env.WAYPOST_SCANNER_KEY : process.env.WAYPOST_DISPLAY_KEY;

if ((kind !== 'scanner' && kind !== 'display') || id === undefined) {
  console.error('Say which device: `npm run --silent secret -- scanner ID` or `... -- display ID`.');
  process.exitCode = 2;
} else if (!key) {
  console.error(`Set WAYPOST_${kind.toUpperCase()}_KEY as the gateway has it, then try again.`);
  process.exitCode = 2;
} else {
  console.log(derivedSecret(key, kind, id));
}
