// Tasmota's last will, state, start message and Bluetooth figures (wire formats 2.4; its BLEShowStats, whose `adverts`
// counts since the start). Its `Time` is local and names no zone, so it says nothing about its clock.

import { z } from 'zod';
import { amount, type ReportReader, readObject, readOnline, told, version } from './report-fields.ts';

const State = z.object({ UptimeSec: amount, Heap: amount });
const Start = z.object({ Version: version });
/** Newer versions put the message of each topic under its name once more. */
const Info = z.union([z.object({ Info1: Start }).transform((info) => info.Info1), Start]);
/** The same topic lists devices by their addresses: those stay unread. */
const Bluetooth = z.object({ BLE: z.object({ adverts: amount }) });

/** `tele/<room>/LWT`, `/STATE`, `/INFO1` and `/BLE`. */
export const readTasmotaReport: ReportReader = (rest, payload) => {
  switch (rest) {
    case 'LWT':
      return readOnline(payload);
    case 'STATE': {
      const read = readObject(payload, State);
      return read && told({ uptimeS: read.UptimeSec, freeHeapBytes: read.Heap === undefined ? undefined : read.Heap * 1024 });
    }
    case 'INFO1': {
      const read = readObject(payload, Info);
      return read && told({ firmwareVersion: read.Version });
    }
    case 'BLE': {
      const read = readObject(payload, Bluetooth);
      return read && told({ advertsTotal: read.BLE.adverts });
    }
    default:
      return null;
  }
};
