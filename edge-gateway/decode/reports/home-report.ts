// What OpenMQTTGateway says of itself (wire formats 2.2; its stateMeasures), and Theengs, which has the same last will and
// no more. Neither tells how many adverts it hears.

import { z } from 'zod';
import { amount, type ReportReader, readObject, readOnline, told, version } from './report-fields.ts';

const State = z.object({ uptime: amount, version, freemem: amount });

/** `home/<room>/LWT` and `/SYStoMQTT`. */
export const readHomeReport: ReportReader = (rest, payload) => {
  if (rest === 'LWT') return readOnline(payload);
  const read = rest === 'SYStoMQTT' ? readObject(payload, State) : null;
  return read && told({ firmwareVersion: read.version, uptimeS: read.uptime, freeHeapBytes: read.freemem });
};
