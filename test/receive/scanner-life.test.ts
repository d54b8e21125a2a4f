import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/eventually.ts';
import { type Office, startOffice } from './office.ts';

const life: string[] = [];
let office: Office;
beforeEach(async () => {
  life.length = 0;
  office = await startOffice({ onLife: (id, what) => life.push(`${id} ${what}`) });
});
afterEach(() => office.close());

describe('the life of a scanner', () => {
  it('is told when its first connection opens and its last one closes, and by its pings', async () => {
    const first = await office.dial('native', { keepalive: 1 });
    await eventually(() => expect(life).toContain('native-1 ping'));
    const second = await office.dial('native', { clientId: 'second' });
    await first.endAsync();
    await second.endAsync();
    await eventually(() => expect(life.at(-1)).toBe('native-1 disconnected'));
    expect(life.filter((what) => !what.endsWith('ping'))).toEqual(['native-1 connected', 'native-1 disconnected']);
  });

  it('is not told to have ended when the broker stops', async () => {
    const scanner = await office.dial('native');
    await office.feed.stop();
    await eventually(() => expect(scanner.connected).toBe(false));
    expect(life).toEqual(['native-1 connected']);
  });
});
