import { describe, expect, test } from 'vitest';
import { helpText, parseStartOptions } from '#gateway/demo/start-options.ts';

function complaint(...words: string[]): string {
  const result = parseStartOptions(words);
  return result.ok ? '' : (result.detail ?? '');
}

describe('the options of npm start', () => {
  test('default to the demo office on 8080 and 1883', () => {
    expect(parseStartOptions([])).toEqual({ ok: true, value: { port: 8080, mqttPort: 1883, demo: true } });
  });

  test('carry a replay with its speed', () => {
    const result = parseStartOptions(['--replay', 'tetam/straight_01', '--speed', '10', '--headless', '--port', '0']);
    expect(result).toMatchObject({
      ok: true,
      value: { port: 0, replay: { name: 'tetam/straight_01', speed: 10, headless: true } },
    });
  });

  test('are all explained by --help', () => {
    expect(parseStartOptions(['--help'])).toEqual({ ok: true, value: 'help' });
    for (const option of ['port', 'mqtt-port', 'data', 'site', 'no-demo', 'replay', 'speed', 'headless']) {
      expect(helpText).toContain(`--${option}`);
    }
  });

  test.each([
    [['--prot', '1'], /--prot.*Allowed are .*--port/],
    [['--port', 'many'], /--port "many".*0 to 65535/],
    [['--port', '70000'], /--port "70000"/],
    [['--mqtt-port', '-1'], /--mqtt-port/],
    [['--replay', 'tetam/nowhere'], /--replay "tetam\/nowhere".*tetam\/straight_01/],
    [['--speed', '2'], /--speed goes with --replay/],
    [['--headless'], /--headless goes with --replay/],
    [['--replay', 'tetam/straight_01', '--speed', 'fast'], /--speed "fast".*0\.1 to 50/],
    [['--replay', 'tetam/straight_01', '--no-demo'], /--no-demo does not go with --replay/],
    [['office'], /office/],
  ])('tell %j which option is wrong and what is allowed', (words, sentence) => {
    expect(complaint(...words)).toMatch(sentence);
  });
});
