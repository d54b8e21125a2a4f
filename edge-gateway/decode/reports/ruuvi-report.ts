// Ruuvi Gateway's greeting and last will: `{"state":"online"}` and `{"state":"offline"}`, both kept by the broker (its
// mqtt_publish_connect).

import { z } from 'zod';
import { type ReportReader, readObject } from './report-fields.ts';

const Status = z.object({ state: z.enum(['online', 'offline']) });

/** `ruuvi/<gateway>/gw_status`. */
export const readRuuviReport: ReportReader = (rest, payload) => {
  const read = rest === 'gw_status' ? readObject(payload, Status) : null;
  return read && { online: read.state === 'online' };
};
