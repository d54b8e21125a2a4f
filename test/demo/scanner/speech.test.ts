import { describe, expect, it } from 'vitest';
import { createDecoder, type DecodeResult } from '#gateway/decode/decoder.ts';
import { espresenseSighting, espresenseTelemetry } from '#gateway/demo/scanner/espresense.ts';
import type { Heard, Message } from '#gateway/demo/scanner/heard.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { openMqttGatewaySighting } from '#gateway/demo/scanner/openmqttgateway.ts';
import { TagId } from '#shared/model/ids.ts';
import { type Firmware, Scanner } from '#shared/model/scanner.ts';

const badge: Heard = {
  tag: TagId.parse('ib:fda50693a4e24fb1afcfc6eb07647825:100:7'),
  address: 'c1a2b3040506',
  rssiDbm: -71.5,
  measuredPowerDbm: -59,
  count: 2,
};
const phone: Heard = { tag: TagId.parse('mac:e78f135624ce'), address: 'e78f135624ce', rssiDbm: -80, count: 1 };

function decoded(firmware: Firmware, message: Message): DecodeResult {
  const scanner = Scanner.parse({ id: 's', firmware, room: 'room_1', anchor: 'a' });
  const payload = Buffer.from(message.payload);
  return createDecoder({ scanners: [scanner], anchors: [] })({
    kind: 'mqtt',
    topic: message.topic,
    payload,
    retained: false,
    heardAtBootMs: 1,
  });
}

describe('the words of the demo scanners', () => {
  it('name a badge as ESPresense does, distance included, and mean one sighting', () => {
    const message = espresenseSighting('room_1', badge);
    const id = 'iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-7';
    expect(message.topic).toBe(`espresense/devices/${id}/room_1`);
    expect(JSON.parse(message.payload)).toMatchObject({ mac: 'c1a2b3040506', id, 'rssi@1m': -59, rssi: -71.5, distance: 2.9 });
    expect(decoded('espresense', message)).toMatchObject({
      ok: true,
      value: [{ tag: badge.tag, anchor: 'a', rssiDbm: -71.5, measuredPowerDbm: -59 }],
    });
  });

  it('name a phone by its address as ESPresense does', () => {
    const message = espresenseSighting('room_1', phone);
    expect(message.topic).toBe('espresense/devices/e78f135624ce/room_1');
    expect(decoded('espresense', message)).toMatchObject({ ok: true, value: [{ tag: phone.tag, rssiDbm: -80 }] });
  });

  it('send telemetry that is no sighting', () => {
    const message = espresenseTelemetry('room_1', 90_400, 31, 512);
    expect(JSON.parse(message.payload)).toMatchObject({ uptime: 90, fingerprints: 31, adverts: 512 });
    expect(decoded('espresense', message)).toMatchObject({ ok: true, value: [] });
  });

  it('put a badge into whole numbers and its parts as OpenMQTTGateway does', () => {
    const message = openMqttGatewaySighting('room_1', badge);
    expect(message.topic).toBe('home/room_1/BTtoMQTT/C1A2B3040506');
    expect(JSON.parse(message.payload)).toMatchObject({ id: 'C1:A2:B3:04:05:06', model_id: 'IBEACON', major: 100, minor: 7 });
    expect(decoded('openmqttgateway', message)).toMatchObject({ ok: true, value: [{ tag: badge.tag, rssiDbm: -71 }] });
    expect(decoded('openmqttgateway', openMqttGatewaySighting('room_1', phone))).toMatchObject({ value: [{ tag: phone.tag }] });
  });

  it('batch everything a native receiver heard, in messages that stay small', () => {
    const [message, ...more] = nativeSightings('room_1', [badge, phone]);
    if (!message) throw new Error('no message');
    expect(more).toEqual([]);
    expect(message).toEqual({
      topic: 'waypost/v1/rx/room_1/s',
      payload: `{"v":1,"t":null,"s":[["${badge.tag}",-71.5,-59,2],["${phone.tag}",-80,null,1]]}`,
    });
    expect(decoded('native', message)).toMatchObject({ ok: true, value: [{ tag: badge.tag }, { tag: phone.tag }] });
    expect(nativeSightings('room_1', [])).toEqual([]);
    const crowd = nativeSightings('room_1', new Array<Heard>(150).fill(badge));
    expect(crowd).toHaveLength(3);
    expect(Math.max(...crowd.map((one) => one.payload.length))).toBeLessThan(8_192);
  });
});
