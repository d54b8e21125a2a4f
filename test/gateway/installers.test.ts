import { expect, test } from 'vitest';
import { createInstallers } from '#gateway/installers.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';

const key = 'test-installer-key-0123456789';
const secrets = { ...testSecrets, WAYPOST_INSTALLER_KEY: key };
const bearer = (id: string): string => `Bearer ${id}.${derivedSecret(key, 'installer', id)}`;
const here = '192.0.2.1';

test('R48: an installer gets in with the own token, and with nothing else', () => {
  const { admit, isOne } = createInstallers({ installers: ['kim', 'lee'], secrets }, fakeClock().bootMs);
  expect(admit(bearer('kim'), here)).toMatchObject({ ok: true });
  expect(isOne(bearer('lee'))).toBe(true);
  const strangers = [bearer('sam'), bearer('kim').replace('kim', 'lee'), `${bearer('kim')}x`, 'Bearer kim', 'Basic a2lt', ''];
  for (const wrong of strangers) expect(isOne(wrong)).toBe(false);
  expect(admit(undefined, here)).toMatchObject({ ok: false, why: 'unknown-installer' });
});

test('without a key, or without a name in the configuration, nobody gets in', () => {
  const withoutKey = createInstallers({ installers: ['kim'], secrets: testSecrets }, fakeClock().bootMs);
  expect(withoutKey.admit(bearer('kim'), here)).toMatchObject({ ok: false, why: 'nobody-may' });
  expect(withoutKey.isOne(`Bearer kim.${derivedSecret('', 'installer', 'kim')}`)).toBe(false);
  expect(createInstallers({ installers: [], secrets }, fakeClock().bootMs).admit(bearer('kim'), here)).toMatchObject({
    why: 'nobody-may',
  });
});

test('R48: five wrong tokens bar the address they came from, for a while, also for the right one', () => {
  const clock = fakeClock();
  const { admit } = createInstallers({ installers: ['kim'], secrets }, clock.bootMs);
  for (let i = 0; i < 5; i++) expect(admit(`Bearer kim.${i}`, here)).toMatchObject({ why: 'unknown-installer' });
  expect(admit(bearer('kim'), here)).toMatchObject({ ok: false, why: 'barred' });
  expect(admit(bearer('kim'), '192.0.2.2').ok).toBe(true);
  clock.advance(minutes(5));
  expect(admit(bearer('kim'), here).ok).toBe(true);
});
