import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAuditLog } from '#gateway/audit/audit-log.ts';
import { openStore } from '#gateway/store/open-store.ts';
import { bareEnv } from '#test/child-env.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { root } from '../source-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const demo = join(root, 'firmware-config/sites/demo-office');

/** Runs the command as `npm run processing-report --` does, without any secret in its environment. */
function report(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const command = [join(root, 'edge-gateway/processing-report-command.ts'), ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: bareEnv }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('npm run processing-report', () => {
  test('is made from the real configuration and the real settings, beside a gateway that runs, as text and HTML', async () => {
    const data = folder();
    const clock = fakeClock();
    const opened = openStore({ path: join(data, 'waypost.sqlite'), clock, notice: () => undefined });
    if (!opened.ok) throw new Error(opened.detail);
    const store = opened.value;
    store.settings.write('k', 9, clock.wallMs());
    store.settings.write('positions', 0, clock.wallMs());
    createAuditLog({ rows: store.audit, keys: store.dayKeys, clock }).note({ kind: 'stopped' }, null);
    const config = join(data, 'gateway.yaml');
    cpSync(join(demo, 'site.yaml'), join(data, 'site.yaml'));
    writeFileSync(
      config,
      'bookingSystem: { url: "http://name:pass-word@booking.example/path" }\nretention: { historyDays: 30 }\n',
    );
    const html = join(data, 'report.html');
    const { code, out, err } = await report('--config', config, '--data', data, '--html', html);
    await store.stop();
    expect([code, err]).toEqual([0, '']);
    const sha256 = createHash('sha256').update(readFileSync(config)).digest('hex');
    for (const words of [
      'nothing below 9',
      'OFF: switched off',
      '30 days (set to 365',
      'http://booking.example',
      sha256,
      '1 entries, head 1:',
    ]) {
      expect(out.replace(/\s+/g, ' ')).toContain(words);
    }
    expect(out).not.toContain('Signing in');
    expect(readFileSync(html, 'utf8')).toContain('nothing below 9');
    for (const said of [out, readFileSync(html, 'utf8')]) expect(said).not.toContain('pass-word');
  });

  test('says what is wrong with the configuration or the arguments', async () => {
    const config = join(folder(), 'gateway.yaml');
    writeFileSync(config, 'nothing: true\n');
    expect(await report('--config', config)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('bookingSystem') });
    expect(await report('--htm', 'x')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--html FILE') });
  });
});
