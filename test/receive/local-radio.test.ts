// The real radio library in its real process, over a controller made of bytes; and this machine as it is.

import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDecoder } from '#gateway/decode/decoder.ts';
import { advertBytes } from '#gateway/receive/advert-bytes.ts';
import { type LocalRadioOptions, localRadio } from '#gateway/receive/local-radio.ts';
import type { RawAdvert, RunningFeed } from '#gateway/receive/tag-feed.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const anchor = AnchorId.parse('gateway');
const controller = ['--import', new URL('../fakes/hci-socket.ts', import.meta.url).href];
const feeds: RunningFeed[] = [];
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.stop();
});

async function listen(options: Partial<LocalRadioOptions> = {}) {
  const clock = fakeClock();
  const heard: RawAdvert[] = [];
  const started = await localRadio({ anchor, clock, ...options }).start((raw) => {
    if (raw.kind === 'advert') heard.push(raw);
  });
  if (!started.ok) throw new Error(started.detail);
  feeds.push(started.value);
  return { feed: started.value, heard, clock };
}

describe('this machine’s radio', () => {
  it('delivers what it hears so that the decoder finds the tags in it', async () => {
    const { feed, heard, clock } = await listen({ nodeArguments: controller });
    await eventually(() => expect(heard.length).toBeGreaterThanOrEqual(3));
    const decode = createDecoder({ scanners: [], anchors: [] });
    const found = heard.slice(0, 3).map((raw) => decode(raw));
    const common = { anchor, heardAtBootMs: clock.bootMs() };
    expect(found.flatMap((result) => (result.ok ? result.value : []))).toEqual([
      { ...common, tag: 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7', rssiDbm: -71, measuredPowerDbm: -59 },
      { ...common, tag: 'eddy:00112233445566778899:aabbccddeeff', rssiDbm: -64, measuredPowerDbm: -59 },
      { ...common, tag: 'mac:dd0000000011', rssiDbm: -80 },
    ]);
    expect(feed.state()).toEqual({ up: true, scannersConnected: 1 });
  });

  it('is started anew every five minutes, so that addresses heard do not pile up, and goes on listening', async () => {
    const { feed, heard, clock } = await listen({ nodeArguments: controller });
    await eventually(() => expect(heard).toHaveLength(3));
    clock.advance(minutes(5));
    await eventually(() => expect(heard).toHaveLength(6));
    await eventually(() => expect(feed.state().up).toBe(true));
  });

  it('is tried again when its process died, and says so meanwhile', async () => {
    const { feed, clock } = await listen({ nodeArguments: ['--no-such-option'] });
    expect(feed.state()).toMatchObject({ up: false, scannersConnected: 0 });
    for (let tries = 0; tries < 2; tries += 1) {
      expect(clock.waiting()).toBe(2); // The next start, and the renewal every five minutes.
      clock.advance(seconds(10));
      await eventually(() => expect(clock.waiting()).toBe(2));
    }
  });

  it('costs one clear sentence where there is no Bluetooth, and the gateway goes on', async (context) => {
    if (existsSync('/sys/class/bluetooth')) {
      process.stdout.write('This machine has Bluetooth, so being without it can not be shown here.\n');
      context.skip();
    }
    const { feed, heard } = await listen();
    expect(feed.state()).toMatchObject({ up: false, detail: expect.stringMatching(/no Bluetooth .* remove "radio"/) });
    expect(heard).toEqual([]);
  });

  it('stops for good, twice without harm, and leaves no timer behind', async () => {
    const { feed, clock } = await listen({ nodeArguments: controller });
    await Promise.all([feed.stop(), feed.stop()]);
    expect(feed.state().up).toBe(false);
    expect(clock.waiting()).toBe(0);
  });
});

describe('the bytes of an advert', () => {
  it('are put together as they were on the air, and never longer than a structure may be', () => {
    const service = { uuid: 'feaa', data: Buffer.from('00ee', 'hex') };
    expect(
      Buffer.from(advertBytes({ manufacturerData: Buffer.from('4c00', 'hex'), serviceData: [service] })).toString('hex'),
    ).toBe('03ff4c000516aafe00ee');
    expect(advertBytes({})).toHaveLength(0);
    expect(advertBytes({ manufacturerData: Buffer.alloc(400) })).toHaveLength(256);
  });
});
