// What a schema can't see: names in gateway.yaml that must exist in its site, and names and radios that may be used once.
// Every mistake is a line with its key; a tag is never quoted, because a badge of a person may have got there.

import type { Site } from '#shared/model/site.ts';
import { phoneLine } from '#shared/wire/ranging.ts';
import type { ConfigFile } from './config.ts';

type Complain = (key: string, mistake: string) => void;

/** Every mistake as `key: what is wrong`. */
export function crossCheck(file: ConfigFile, site: Site): readonly string[] {
  const mistakes: string[] = [];
  const complain: Complain = (key, mistake) => mistakes.push(`${key}: ${mistake}`);
  const floors = new Set<string>(site.floors.map((floor) => floor.id));
  checkScanners(file, site, complain);
  once('displays.id', ids(file.displays), complain);
  file.displays.forEach(({ floor, floors: others = [] }, i) => {
    if (!floors.has(floor)) complain(`displays.${i}.floor`, `there is no floor "${floor}" in the site`);
    others.forEach((other, n) => {
      if (!floors.has(other)) complain(`displays.${i}.floors.${n}`, `there is no floor "${other}" in the site`);
    });
  });
  once('installers', file.installers, complain);
  checkTags(file, site, complain);
  return mistakes;
}

/** As in receive/login-guard.ts. */
const firePanelUser = 'fire-panel';

const ids = (named: readonly { readonly id: string }[]): readonly string[] => named.map(({ id }) => id);

function once(key: string, names: readonly string[], complain: Complain): void {
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) complain(key, `"${name}" is used twice`);
  });
}

/** Cassia's topics can't be chosen; spelt otherwise, everything the gateway says would be a stranger's. */
const cassiaRoom = /^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/;

function checkScanners({ scanners, radio }: ConfigFile, site: Site, complain: Complain): void {
  const anchors = new Set<string>(site.floors.flatMap((floor) => floor.anchors.map((anchor) => anchor.id)));
  const mustExist = (key: string, anchor: string): void => {
    if (!anchors.has(anchor)) complain(key, `there is no anchor "${anchor}" in the site`);
  };
  once('scanners.id', ids(scanners), complain);
  // OpenMQTTGateway and Theengs share their topics, so a room can belong to one of them only.
  const topicsOf = ({ firmware }: (typeof scanners)[number]): string => (firmware === 'theengs' ? 'openmqttgateway' : firmware);
  for (const [family, sharing] of Map.groupBy(scanners, topicsOf)) {
    const rooms = sharing.map(({ room }) => room);
    once(`scanners.room (${family})`, rooms, complain);
  }
  scanners.forEach(({ id, anchor, firmware, room }, i) => {
    mustExist(`scanners.${i}.anchor`, anchor);
    if (id === phoneLine.username) complain(`scanners.${i}.id`, `"${id}" is how phones log in; choose another id`);
    if (id === firePanelUser) complain(`scanners.${i}.id`, `"${id}" is how the fire panel logs in; choose another id`);
    if (firmware === 'cassia' && !cassiaRoom.test(room))
      complain(`scanners.${i}.room`, "write the gateway's address as its topics do, such as CC:1B:E0:E2:8F:2C");
  });
  if (radio) mustExist('radio.anchor', radio.anchor);
}

/** Tags that stand for something else than a person. */
function checkTags({ calibrationTags, integrations }: ConfigFile, site: Site, complain: Complain): void {
  const beacons = new Set(site.floors.flatMap((floor) => floor.anchors.flatMap((anchor) => anchor.beacon ?? [])));
  calibrationTags.forEach((tag, i) => {
    if (beacons.has(tag)) complain(`calibrationTags.${i}`, 'is the beacon of an anchor; take a tag that can be carried');
  });
  const things = integrations.mqttRoom?.things ?? [];
  const tags = things.map(({ tag }) => tag);
  const names = things.map(({ id }) => asCompared(id));
  things.forEach(({ id, tag }, i) => {
    const key = `integrations.mqttRoom.things.${i}`;
    if (names.indexOf(asCompared(id)) < i) complain(`${key}.id`, `Home Assistant takes "${id}" for one that stands above it`);
    if (tags.indexOf(tag) < i) complain(`${key}.tag`, 'belongs to a thing that stands above it');
    if (beacons.has(tag)) complain(`${key}.tag`, 'is the beacon of an anchor, which does not move; list what does');
  });
}

/** Home Assistant's mqtt_room compares ids without case, with every run of other characters as one `_`. */
function asCompared(id: string): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
