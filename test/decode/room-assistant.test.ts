import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRoomAssistant } from '#gateway/decode/room-assistant.ts';
import { TagId } from '#shared/model/ids.ts';
import { asJson, hostilePayloads } from './hostile.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();
const distance = (second: number): object => ({ lastUpdatedAt: at(second), distance: 3.6, outOfRange: false });
const changed = (instance: string): object[] => [
  { path: `/measuredValues/${instance}`, oldValue: { rssi: -1.5 }, newValue: { rssi: -2.5 } },
  { path: `/distances/${instance}`, oldValue: distance(1), newValue: distance(20) },
];

const entity = {
  attributes: { distance: 3.6, lastUpdatedAt: at(20) },
  id: 'ble-fda50693a4e24fb1afcfc6eb07647825-100-7',
  name: 'Something Room Presence',
  distributed: true,
  stateLocked: true,
  distances: { bedroom: distance(16), 'living-room': distance(20), attic: distance(14) },
  timeout: 180,
  measuredValues: {
    bedroom: { rssi: -79.8, measuredPower: -61 },
    'living-room': { rssi: -70.4, measuredPower: -61 },
    attic: { rssi: -90, measuredPower: -61 },
  },
  state: 'living-room',
};
const golden = { entity, diff: changed('living-room'), hasAuthority: true };
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';
const decoded = (change: object = {}, ofEntity: object = {}) =>
  decodeRoomAssistant(asJson({ ...golden, ...change, entity: { ...entity, ...ofEntity } }));

describe('a room-assistant update', () => {
  it('gives the reading that is new, at the instance that measured it', () => {
    expect(decoded()).toEqual({
      ok: true,
      value: [{ tag, rssiDbm: -70.4, measuredPowerDbm: -61, receiver: 'living-room' }],
    });
  });

  it('counts a reading once, although every later update of the cluster repeats it', () => {
    const first = decoded({ diff: changed('bedroom') });
    const second = decoded({ diff: changed('living-room') });
    const receivers = [first, second].flatMap((result) => (result.ok ? result.value : []).map((heard) => JSON.stringify(heard)));
    expect(receivers).toHaveLength(2);
    expect(new Set(receivers).size).toBe(2);
  });

  it('gives several that are new together, but not one that is more than five seconds older than the newest', () => {
    const result = decoded({ diff: ['bedroom', 'living-room', 'attic'].flatMap(changed) });
    expect(result).toMatchObject({ ok: true, value: [{ receiver: 'bedroom' }, { receiver: 'living-room' }] });
  });

  it('does not look at our clock: a cluster with a wrong one is read the same', () => {
    const wrong = { 'living-room': { ...distance(20), lastUpdatedAt: '1971-01-01T00:00:00.000Z' } };
    expect(decoded({}, { distances: wrong })).toEqual(decoded());
  });

  it('gives nothing when it repeats everything after a reconnect: nobody knows how old that is', () => {
    expect(decoded({ diff: undefined })).toEqual({ ok: true, value: [] });
  });

  it('gives nothing when only the state changed, or a reading without its time', () => {
    expect(decoded({ diff: [{ path: '/state' }, { path: '/attributes/distance' }, { path: '' }] })).toEqual({
      ok: true,
      value: [],
    });
    expect(decoded({}, { distances: {} })).toEqual({ ok: true, value: [] });
    expect(decoded({}, { distances: { bedroom: distance(20) } })).toEqual({ ok: true, value: [] });
  });

  it('gives nothing from an instance without authority: the leader says the same', () => {
    expect(decoded({ hasAuthority: false })).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['Living Room', 'living-room'],
    [' living   room', 'living-room'],
    ['living_room', 'living-room'],
    ['floor/3', 'floor/3'],
  ])('calls the instance "%s" as its topic does', (name, receiver) => {
    const pointer = name.replaceAll('~', '~0').replaceAll('/', '~1');
    const result = decoded(
      { diff: changed(pointer) },
      { distances: { [name]: distance(20) }, measuredValues: { [name]: { rssi: -70 } } },
    );
    expect(result).toMatchObject({ value: [{ receiver }] });
  });

  it('knows an address too, but not the power room-assistant assumes for it', () => {
    expect(decoded({}, { id: 'ble-C1A2B3040506' })).toEqual({
      ok: true,
      value: [{ tag: 'mac:c1a2b3040506', rssiDbm: -70.4, receiver: 'living-room' }],
    });
  });

  it.each(['ble-annas-phone', 'ble-fda50693a4e24fb1afcfc6eb07647825-100-70000', 'bluetooth-classic-c1-a2', ''])(
    'gives no sighting and no error for "%s"',
    (id) => {
      expect(decoded({}, { id })).toEqual({ ok: true, value: [] });
    },
  );

  it('leaves nothing of distances, times, names and rooms behind', () => {
    const text = JSON.stringify(decoded({ diff: ['bedroom', 'living-room'].flatMap(changed) }));
    for (const word of ['3.6', '2026', 'Something', 'distance', 'lastUpdatedAt', 'attic']) expect(text).not.toContain(word);
  });

  it.each([
    ['no entity', { entity: undefined }],
    ['no word on authority', { hasAuthority: undefined }],
    ['readings that are none', { entity: { ...entity, measuredValues: { bedroom: { rssi: 'near' } } } }],
    ['times that are none', { entity: { ...entity, distances: { bedroom: { lastUpdatedAt: 'now' } } } }],
    ['changes that are none', { diff: 'all' }],
  ])('is refused with %s', (_what, change) => {
    expect(decodeRoomAssistant(asJson({ ...golden, ...change }))).toEqual({ ok: false, why: 'wrong-shape' });
  });

  it('gives an instance called __proto__ no power', () => {
    const text = asJson(golden).toString().replaceAll('living-room', '__proto__');
    expect(decodeRoomAssistant(Buffer.from(text))).toHaveProperty('ok');
    expect(Object.hasOwn(Object.prototype, 'rssi')).toBe(false);
  });

  it('never throws, and names only canonical tags', () => {
    const inside = fc
      .record({ id: fc.string(), distances: fc.jsonValue(), measuredValues: fc.jsonValue() }, { requiredKeys: [] })
      .map((change) => asJson({ ...golden, entity: { ...entity, ...change } }));
    fc.assert(
      fc.property(fc.oneof(hostilePayloads(golden), inside), (payload) => {
        const result = decodeRoomAssistant(payload);
        if (result.ok) for (const heard of result.value) expect(TagId.safeParse(heard.tag).success).toBe(true);
      }),
    );
  });
});
