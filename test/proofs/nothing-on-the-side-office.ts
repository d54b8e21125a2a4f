// An office in which somebody listens at every edge: addresses, answers, the booking system's line, the embedded broker by
// allowed clients that ask for everything, and an outside broker that is told about things.

import { connectAsync, type MqttClient } from 'mqtt';
import type { Config } from '#gateway/config.ts';
import { type DemoPerson, demoPopulation } from '#gateway/demo/population.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { TagId } from '#shared/model/ids.ts';
import { scannerTopics } from '#shared/wire/scanner-topics.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { committedSite } from '#test/firmware-config/committed-site.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { startOutsideBroker } from '#test/receive/mosquitto.ts';
import { type BookingProxy, type Records, startBookingProxy, startRecords } from './nothing-on-the-side-records.ts';

export type WatchedOffice = {
  readonly office: OfficeGateway;
  readonly records: Records;
  readonly proxy: BookingProxy;
  readonly canary: DemoPerson;
  readonly badge: TagId;
  /** Somebody's badge that an operator listed as a thing for the outside broker. */
  readonly mistaken: TagId;
  /** Topics and payloads that anybody was given, the broker's name before them. */
  readonly overheard: readonly string[];
  /** A new client of the outside broker: whatever is retained there reaches it. */
  readonly retainedOutside: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The trolley of the house: nobody's, so the outside broker may be told of it. */
export const trolley = TagId.parse('ib:fda50693a4e24fb1afcfc6eb07647825:65000:64999');
const beaconUuid = 'b5b182c7eab14988aa9931c8b8b0ad02';

/** Every anchor is also a beacon that phones hear. */
function everyWayIn(config: Config, bookingUrl: string, roomUrl: string, mistaken: TagId): Config {
  const floors = config.site.floors.map((floor, level) => ({
    ...floor,
    anchors: floor.anchors.map((anchor, nth) => ({
      ...anchor,
      beacon: TagId.parse(`ib:${beaconUuid}:${level + 1}:${nth}`),
    })),
  }));
  const things = [
    { id: 'trolley', tag: trolley },
    { id: 'listed by mistake', tag: mistaken },
  ];
  return {
    ...config,
    site: { ...config.site, floors },
    bookingSystem: { url: bookingUrl },
    integrations: { mqttRoom: { url: roomUrl, base: 'room_presence', things } },
    secrets: { ...config.secrets, WAYPOST_MQTT_ROOM_USERNAME: 'gateway', WAYPOST_MQTT_ROOM_PASSWORD: 'secret' },
  };
}

export async function watchedOffice(): Promise<WatchedOffice> {
  const { people } = demoPopulation(committedSite('demo-office'), machineClock.wallMs(), 1);
  const canary = people.find(({ tryThis }) => tryThis === 'booked');
  const mistaken = people.find(({ person }) => person.location !== undefined)?.tags[0];
  const [badge] = canary?.tags ?? [];
  if (!canary || !badge || !mistaken) throw new Error('the demo company has nobody to try with a badge');
  const records = startRecords();
  const [proxy, outside] = await Promise.all([startBookingProxy(), startOutsideBroker()]);
  const outsideUrl = `mqtt://127.0.0.1:${outside.port}`;
  const office = await officeGateway(undefined, (config) => {
    proxy.leadTo(config.bookingSystem.url);
    return everyWayIn(config, proxy.url, outsideUrl, mistaken);
  });
  const overheard: string[] = [];
  const clients: MqttClient[] = [];
  const listen = async (broker: string, url: string, username: string, password: string, filters: readonly string[]) => {
    const client = await connectAsync(url, { username, password, reconnectPeriod: 200 });
    clients.push(client);
    client.on('error', () => undefined);
    client.on('message', (topic, payload, { retain }) => {
      overheard.push(`${broker}${retain ? ' (retained)' : ''} ${topic} ${payload.toString('latin1')}`);
    });
    for (const filter of filters) client.subscribe(filter, () => undefined);
  };
  const outsider = (): Promise<void> => listen('outside', outsideUrl, 'gateway', 'secret', ['#', '$SYS/broker/clients/#']);
  const inside = `mqtt://127.0.0.1:${office.gateway.mqttPort}`;
  const spies = office.config.scanners.filter(({ id }) => ['esp-copper-2', 'omg-slate-2', 'rx-stairs-2'].includes(id));
  for (const { id, firmware, room } of spies) {
    const password = derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', id);
    await listen('inside', inside, id, password, scannerTopics(firmware, room).reads ?? []);
    await listen('inside', inside, id, password, ['#', '+/#', '$SYS/#', 'waypost/#', 'espresense/#']);
  }
  await outsider();
  return {
    ...{ office, records, proxy, canary, badge, mistaken, overheard },
    retainedOutside: outsider,
    stop: async () => {
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await office.stop();
      await Promise.all([proxy.stop(), outside.stop()]);
      records.stop();
    },
  };
}
