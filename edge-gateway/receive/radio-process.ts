// A process of its own around noble, and the only import of it: noble keeps every address it ever heard, polls for ever
// and takes Ctrl-C for itself, so it gets a process that can be ended. Strangers' addresses end with it.

import { advertBytes } from './advert-bytes.ts';
import type { RadioMessage } from './radio-messages.ts';

const tell = (message: RadioMessage): void => {
  if (process.connected) process.send?.(message);
};

process.once('disconnect', () => process.exit(0));
// Without it noble holds a connectable tag's first advert back until a scan response comes.
process.env.NOBLE_REPORT_ALL_HCI_EVENTS = '1';

try {
  const { default: noble } = await import('@abandonware/noble');
  let known = false;
  noble.on('warning', () => {
    if (!known) tell({ kind: 'state', state: 'unsupported' });
  });
  noble.on('discover', (heard) => {
    const address = heard.address.replaceAll(':', '').toLowerCase();
    tell({ kind: 'advert', address, payload: advertBytes(heard.advertisement), rssiDbm: heard.rssi });
    // noble adds each advert to what it holds of the address, so a beacon would be heard in every later advert of another
    // kind. Emptied, what it holds is what was on the air.
    Object.assign(heard.advertisement, { manufacturerData: undefined, serviceData: [] });
  });
  noble.on('stateChange', (state) => {
    known = true;
    tell({ kind: 'state', state });
    if (state === 'poweredOn') noble.startScanning([], true, () => undefined);
  });
} catch {
  tell({ kind: 'state', state: 'unsupported' });
}
