// What the tests want of the machine beside packages of npm, run while `npm ci` is busy: a broker to connect to (without it
// that contract test says so), and a Chromium.

import { debiansShell } from './chromium.mjs';
import { ensurePackage } from './debian.mjs';

ensurePackage('mosquitto', '/usr/sbin/mosquitto');
if (!process.env.CHROMIUM_PATH) ensurePackage('chromium-headless-shell', debiansShell);
