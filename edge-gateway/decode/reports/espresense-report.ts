// ESPresense's status and telemetry (wire formats 2.1; the firmware's sendTelemetry). `adverts` counts since its start,
// although a comment there says otherwise, and is left out while it is zero. How many tags it can hold follows from the
// board it was built for and is not told; a node whose max_fingerprints was changed by hand is judged by its board's.

import { z } from 'zod';
import { amount, type ReportReader, readObject, readOnline, type Told, told, version } from './report-fields.ts';

const Telemetry = z.object({
  uptime: amount,
  firm: z.string().max(40).optional().catch(undefined),
  ver: version,
  adverts: amount,
  fingerprints: amount,
  freeHeap: amount,
});

/** `espresense/rooms/<room>/status` and `/telemetry`; its settings among the other topics are nobody's business. */
export const readEspresenseReport: ReportReader = (rest, payload) => {
  if (rest === 'status') return readOnline(payload);
  return rest === 'telemetry' ? readTelemetry(payload) : null;
};

function readTelemetry(payload: Uint8Array): Told | null {
  const read = readObject(payload, Telemetry);
  if (read === null) return null;
  return told({
    firmwareVersion: read.ver,
    uptimeS: read.uptime,
    advertsTotal: read.adverts ?? 0,
    tagsHeld: read.fingerprints,
    tagSlots: read.firm === undefined ? undefined : slotsOf(read.firm),
    freeHeapBytes: read.freeHeap,
  });
}

/** Default of max_fingerprints by chip; the M5 and Macchina boards carry the classic one. */
function slotsOf(firm: string): number | undefined {
  if (/^esp32-?s3/.test(firm)) return 150;
  if (/^esp32-?c[36]/.test(firm)) return 200;
  return /^(?:esp32(?:$|-)|m5|macchina)/.test(firm) ? 45 : undefined;
}
