import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeIngics } from '#gateway/decode/ingics.ts';
import { decoded, sighted, sightingTopics } from './scanners.ts';

const topic = sightingTopics.ingics;
const gateway = 'F008D1789200';
const advert = '0201061AFF4C000215FDA50693A4E24FB1AFCFC6EB0764782500640007C5';
const golden = `$GPRP,C1A2B3040506,${gateway},-44,${advert}`;
const sensor = `$GPRP,0C61CFC14A4E,${gateway},-50,02010612FF0D0083BC2801020A09FFFF000015030000`;
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';
const badge = { tag, rssiDbm: -44, measuredPowerDbm: -59 };

describe('an INGICS report', () => {
  it('is read line by line: the beacon in the advert, or the address when there is none', () => {
    const text = `${golden}\r\n${sensor}\r\n`;
    expect(decoded(topic, text)).toEqual(sighted('ingics', badge, { tag: 'mac:0c61cfc14a4e', rssiDbm: -50 }));
  });

  it('is read alike in JSON, with line ends or without', () => {
    expect(decoded(topic, { data: [golden, `${sensor}\r\n`], mqtt_topic: 'x' })).toEqual(decoded(topic, `${golden}\n${sensor}`));
  });

  it.each(['GPRP', 'SRRP', 'LRAD', 'LRSR', '1MAD', '1MSR', 'RRPR'])('is read alike when it begins with $%s', (kind) => {
    expect(decoded(topic, golden.replace('GPRP', kind))).toEqual(sighted('ingics', badge));
  });

  it('never reads the time behind the advert', () => {
    for (const time of ['1591609841', '1591609841.895', 'x']) {
      expect(decoded(topic, `${golden},${time}`)).toEqual(sighted('ingics', badge));
    }
  });

  it('is the address it came from for a scan response, or an empty one', () => {
    for (const data of ['0B09506978656C203420584C', '']) {
      expect(decoded(topic, `$SRRP,C1A2B3040506,${gateway},-44,${data}`)).toEqual(
        sighted('ingics', { tag: 'mac:c1a2b3040506', rssiDbm: -44 }),
      );
    }
  });

  it('finds the tag when a bridge swapped the two addresses, by the gateway’s own', () => {
    const plain = '020106';
    const swapped = `$GPRP,${gateway},C1A2B3040506,-44,${plain}`;
    expect(decoded(topic, swapped)).toEqual(sighted('ingics', { tag: 'mac:c1a2b3040506', rssiDbm: -44 }));
    for (const room of ['f0:08:d1:78:92:00', 'f008d1789200']) {
      expect(decodeIngics(Buffer.from(swapped), '', room)).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
    }
  });

  it('keeps the maker’s order where the room is no address and the swap can not be seen', () => {
    const line = Buffer.from(`$GPRP,C1A2B3040506,${gateway},-44,020106`);
    expect(decodeIngics(line, '', 'lobby')).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
  });

  it('names the same tag in either case', () => {
    expect(decoded(topic, golden.toLowerCase().replace('gprp', 'GPRP'))).toEqual(sighted('ingics', badge));
  });

  it('keeps every reading of one tag', () => {
    expect(decoded(topic, [golden, golden, golden].join('\n'))).toHaveProperty('value.length', 3);
  });

  it('is nothing when the gateway tells its own place, or nothing at all', () => {
    const place = `$GPSR,${gateway},${gateway},-127,200608,073549.00,-24.993477,121.422981,0.0,3.5,1591609841`;
    for (const text of [place, '', '\r\n', '{"data":[]}']) expect(decoded(topic, text)).toEqual(sighted('ingics'));
  });

  it('loses only the lines that are broken', () => {
    const broken = ['$GPRP', `$GPRP,C1A2,${gateway},-44,${advert}`, golden.slice(0, 60), 'hello', golden.replace('-44', 'x')];
    expect(decoded(topic, [...broken, golden].join('\n'))).toEqual(sighted('ingics', badge));
    for (const line of broken) expect(decoded(topic, line)).toHaveProperty('ok', false);
  });

  it('is refused when it is no text, no honest JSON, or endless', () => {
    const why = (payload: unknown): unknown => decoded(topic, payload);
    expect(why(Buffer.from([0x24, 0xff, 0xfe]))).toHaveProperty('why', 'not-utf8');
    expect(why('{"data":')).toHaveProperty('why', 'not-json');
    expect(why({ data: [7] })).toHaveProperty('why', 'wrong-shape');
    expect(why('\n'.repeat(2_001))).toHaveProperty('why', 'wrong-shape');
    expect(why('"text"')).toHaveProperty('why', 'wrong-shape');
  });

  it('never throws on lines', () => {
    const part = fc.constantFrom('$GPRP', 'C1A2B3040506', gateway, '-44', '0', '127', advert, '', ' ', '\r', '\n', '{');
    fc.assert(
      fc.property(fc.array(fc.array(part).map((parts) => parts.join(','))), fc.string(), (lines, room) => {
        expect(decodeIngics(Buffer.from(lines.join('\n')), '', room)).toHaveProperty('ok');
      }),
    );
  });
});
