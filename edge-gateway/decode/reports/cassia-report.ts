// Cassia's gateway_status, every five minutes (wire formats 2.9; MQTT API, "Gateway Status"). The envelope's timestamp is
// the gateway's own clock. Its heartbeat says nothing but that it is there, and that is a report too.

import { z } from 'zod';
import { amount, clockMs, type ReportReader, readObject, told, version } from './report-fields.ts';

const Status = z.object({ timestamp: clockMs, data: z.object({ version, uptime: amount }) });

/** `up/<gateway>/gateway_status` and `/heartbeat`. */
export const readCassiaReport: ReportReader = (rest, payload) => {
  if (rest === 'heartbeat') return {};
  const read = rest === 'gateway_status' ? readObject(payload, Status) : null;
  return read && told({ firmwareVersion: read.data.version, uptimeS: read.data.uptime, ownClockMs: read.timestamp });
};
