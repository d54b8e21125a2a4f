// What scanners say of themselves: each firmware's status, telemetry and last will become one kind of report. Nobody is in
// it: what a report says of tags (lists, names, addresses) is never read.

import type { Firmware, Scanner, ScannerReport } from '#shared/model/scanner.ts';
import { readCassiaReport } from './cassia-report.ts';
import { readEspresenseReport } from './espresense-report.ts';
import { readHomeReport } from './home-report.ts';
import { readNativeReport } from './native-report.ts';
import { type ReportReader, readOnline } from './report-fields.ts';
import { readRuuviReport } from './ruuvi-report.ts';
import { readTasmotaReport } from './tasmota-report.ts';

/** Tasmota's state and OpenMQTTGateway's are the longest, well below 2 KiB. */
const longestReport = 4_096;

/** The others say nothing of themselves on topics of their own. */
const readers: Partial<Record<Firmware, ReportReader>> = {
  espresense: readEspresenseReport,
  openmqttgateway: readHomeReport,
  theengs: readHomeReport,
  tasmota: readTasmotaReport,
  cassia: readCassiaReport,
  ruuvi: readRuuviReport,
  // `room-assistant/status/<room>` ends with the room.
  'room-assistant': (rest, payload) => (rest === '' ? readOnline(payload) : null),
  native: readNativeReport,
};

/**
 * `rest` is the topic behind the scanner's own prefix, such as `telemetry` behind `espresense/rooms/<room>/`. Null when
 * nothing about the scanner can be read from it; no input throws. A status that the broker kept is read like any other.
 */
export function readReport(scanner: Scanner, rest: string, payload: Uint8Array, atBootMs: number): ScannerReport | null {
  if (payload.length > longestReport) return null;
  const told = readers[scanner.firmware]?.(rest, payload) ?? null;
  return told === null ? null : { ...told, scanner: scanner.id, atBootMs };
}
