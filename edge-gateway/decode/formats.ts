// Which format each firmware speaks: a new one is its file and a line here.

import type { Firmware } from '#shared/model/scanner.ts';
import { decodeAprilBrother } from './april-brother.ts';
import { decodeCassia } from './cassia.ts';
import { decodeEspresense } from './espresense.ts';
import type { Format } from './heard.ts';
import { decodeIngics } from './ingics.ts';
import { decodeMinew } from './minew.ts';
import { decodeMqttRoom } from './mqtt-room.ts';
import { decodeNative } from './native.ts';
import { decodeOpenMqttGateway } from './openmqttgateway.ts';
import { decodeRoomAssistant } from './room-assistant.ts';
import { decodeRuuvi } from './ruuvi.ts';
import { decodeTasmota } from './tasmota.ts';

export const formats: Readonly<Record<Firmware, Format>> = {
  espresense: decodeEspresense,
  openmqttgateway: decodeOpenMqttGateway,
  theengs: decodeOpenMqttGateway,
  tasmota: decodeTasmota,
  minew: decodeMinew,
  ingics: decodeIngics,
  cassia: decodeCassia,
  ruuvi: decodeRuuvi,
  aprilbrother: decodeAprilBrother,
  'room-assistant': decodeRoomAssistant,
  'mqtt-room': decodeMqttRoom,
  native: decodeNative,
};
