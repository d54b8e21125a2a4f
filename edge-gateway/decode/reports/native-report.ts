// The heartbeat of our own agents (decode/README.md): `{"v":1,"up":s,"fw":"..","adv":n,"held":n,"slots":n,"heap":n,"t":ms}`,
// everything but `v` optional. The plain words `online` and `offline` stand on the same topic, the latter as last will.

import { z } from 'zod';
import { amount, clockMs, type ReportReader, readObject, readOnline, told, version } from './report-fields.ts';

const Heartbeat = z.object({
  v: z.literal(1),
  up: amount,
  fw: version,
  adv: amount,
  held: amount,
  slots: amount,
  heap: amount,
  t: clockMs,
});

/** `waypost/v1/rx/<room>/hb`. */
export const readNativeReport: ReportReader = (rest, payload) => {
  if (rest !== 'hb') return null;
  const read = readObject(payload, Heartbeat);
  if (read === null) return readOnline(payload);
  return told({
    uptimeS: read.up,
    firmwareVersion: read.fw,
    advertsTotal: read.adv,
    tagsHeld: read.held,
    tagSlots: read.slots,
    freeHeapBytes: read.heap,
    ownClockMs: read.t,
  });
};
