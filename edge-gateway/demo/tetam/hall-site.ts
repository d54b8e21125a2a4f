// The hall as a site a person can read: firmware-config/sites/tetam-hall is what these functions make from the dataset.

import { datasetFile, hallM, parseReceivers } from './dataset.ts';
import { parseFingerprints } from './fingerprints.ts';
import { obstacles, parseOccupancy } from './occupancy.ts';

const zones = [
  { id: 'north-west', name: 'North west', rect: [0, 0, 8.8, 6.1] },
  { id: 'north-east', name: 'North east', rect: [8.8, 0, 8.84, 6.1] },
  { id: 'middle-west', name: 'Middle west', rect: [0, 6.1, 8.8, 5.7] },
  { id: 'middle-east', name: 'Middle east', rect: [8.8, 6.1, 8.84, 5.7] },
  { id: 'south-west', name: 'South west', rect: [0, 11.8, 8.8, 8.86] },
  { id: 'south-east', name: 'South east', rect: [8.8, 11.8, 8.84, 8.86] },
] as const;

/** site.yaml of the hall: its outline as walls, blocked cells as obstacles, receivers as anchors. */
export function hallSiteYaml(): string {
  const { width, height } = hallM;
  const boxes = obstacles(parseOccupancy(datasetFile('tetam_0.5.occ')));
  const receivers = parseReceivers(datasetFile('tetam.dev'));
  return `${[
    '# The hall of the TETAM dataset, made from it by edge-gateway/demo/tetam/convert.ts; see SOURCE.md. Do not edit by hand.',
    'id: tetam-hall',
    'name: TETAM hall',
    'timeZone: Europe/Istanbul',
    'floors:',
    '  - id: hall',
    '    name: Hall',
    '    short: H',
    `    outline: { rect: [0, 0, ${width}, ${height}] }`,
    '    walls:',
    `      - { kind: solid, path: [[0, 0], [${width}, 0], [${width}, ${height}], [0, ${height}], [0, 0]] }`,
    '    # Blocked cells of the occupancy grid: desks, pillars, cupboards.',
    '    areas:',
    ...boxes.map(
      ({ x, y, w, h }, i) =>
        `      - { id: obstacle-${String(i + 1).padStart(2, '0')}, name: "", kind: obstacle, shape: { rect: [${x}, ${y}, ${w}, ${h}] } }`,
    ),
    '    zones:',
    ...zones.map(({ id, name, rect }) => `      - { id: ${id}, name: ${name}, shape: { rect: [${rect.join(', ')}] } }`),
    '    anchors:',
    ...receivers.map(({ id, at, heightM }) => `      - { id: "${id}", at: [${at.x}, ${at.y}], heightM: ${heightM} }`),
  ].join('\n')}\n`;
}

/** calibration.jsonl of the hall, from both sets of fingerprints. */
export function hallCalibration(): string {
  return ['set_1_tetam_multi_rssi.hst', 'set_2_tetam_multi_rssi.hst']
    .flatMap((name) => parseFingerprints(datasetFile(name)))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}
