// The company's no to mobile apps, at the real broker over real sockets.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { phoneAccess } from '#gateway/receive/phone-access.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { dialIn, type Office, startOffice } from './office.ts';

const topic = 'waypost/v1/me/s';
const ana = { key: 'a phone', owner: () => SubjectRef.parse('p-ana') };

let appsAllowed: boolean;
let office: Office;
beforeEach(async () => {
  appsAllowed = true;
  const find = (secret: string) => (secret === 'right' ? ana : null);
  office = await startOffice({
    phones: phoneAccess({ find, appsAllowed: () => appsAllowed, bootMs: fakeClock().bootMs }),
  });
});
afterEach(() => office.close());

const dial = (secret: string) => dialIn(office.port, 'any', { username: 'phone', password: secret, clientId: 'my-phone' });
const said = (): string[] => office.ranged.map(({ subject, text }) => `${subject} ${text}`);

it('R24: silences phones at once, closes them at their next word and lets none in; scanners stay', async () => {
  const [phone, scanner] = [await dial('right'), await office.dial('espresense')];
  await phone.publishAsync(topic, 'before', { qos: 1 });
  appsAllowed = false;
  phone.publish(topic, 'after');
  await eventually(() => expect(phone.connected).toBe(false));
  for (const secret of ['right', 'wrong']) await expect(dial(secret)).rejects.toThrow(/not authorized/i);
  await scanner.publishAsync('espresense/devices/x/kitchen', 'here', { qos: 1 });
  expect([said(), office.heard.length, office.refusals]).toEqual([['p-ana before'], 1, ['login -', 'apps-off -', 'apps-off -']]);
  appsAllowed = true;
  const again = await dial('right');
  await again.publishAsync(topic, 'again', { qos: 1 });
  expect(said()).toEqual(['p-ana before', 'p-ana again']);
  await again.endAsync();
});
