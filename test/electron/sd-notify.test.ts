import { expect, test } from 'vitest';
import { createLog } from '#kiosk/electron/log.ts';
import { createNotify, type RunProgram } from '#kiosk/electron/sd-notify.ts';

function notifier(socket: string | undefined, fails = false) {
  const runs: string[] = [];
  const lines: string[] = [];
  const run: RunProgram = (file, args, failed) => {
    runs.push([file, ...args].join(' '));
    if (fails) failed();
  };
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  );
  return { notify: createNotify(socket, run, log), runs, lines };
}

test('nobody is told where systemd did not ask', () => {
  const { notify, runs } = notifier(undefined);
  notify('READY=1');
  expect(runs).toEqual([]);
});

test('systemd is told through its own program', () => {
  const { notify, runs } = notifier('/run/systemd/notify');
  notify('READY=1');
  notify('WATCHDOG=1');
  expect(runs).toEqual(['systemd-notify READY=1', 'systemd-notify WATCHDOG=1']);
});

test('that systemd could not be told is said once, as one line of JSON', () => {
  const { notify, lines } = notifier('/run/systemd/notify', true);
  notify('READY=1');
  notify('WATCHDOG=1');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: '1970-01-01T00:00:00.000Z', level: 'warn' });
});
