import { describe, expect, test } from 'vitest';
import { createLog } from '#gateway/watch/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ level, destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line));
}

describe('the log', () => {
  test('keeps a constant message, its fields, its level in words and the stage of its child', () => {
    const [line] = logged((log) => log.child({ stage: 'push' }).warn({ scanner: 's1', entries: 3 }, 'The outbox grows'));
    expect(line).toMatchObject({ level: 'warn', stage: 'push', scanner: 's1', entries: 3, msg: 'The outbox grows' });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(line).not.toHaveProperty('hostname');
  });

  test('says nothing below its level', () => {
    expect(logged((log) => log.debug('quiet'))).toEqual([]);
  });

  test('censors what could name or place a person, also where it is nested', () => {
    const person = { displayName: 'Ada Lovelace', identifier: '4711', pin: '482913', tags: 1 };
    const lines = logged((log) => {
      log.info({ ...person, x: 3.25, y: 4.75 }, 'one');
      log.info({ asked: { person, holder: 'ref-1' }, at: { fix: { x: 3.25 } } }, 'two');
      log.child({ subject: 'ref-1' }).info({ request: { body: person, url: '/Ada' } }, 'three');
    });
    expect(JSON.stringify(lines)).not.toMatch(/Ada|4711|482913|3\.25|4\.75|ref-1/);
    expect(lines[0]).toMatchObject({ pin: '[not logged]', tags: 1 });
  });

  test('an error says its kind, code and place, and not the input it failed on', () => {
    const lines = logged((log) => {
      for (const name of ['err', 'error']) {
        try {
          JSON.parse('Ada Lovelace 482913');
        } catch (cause) {
          log.error({ [name]: new Error('about Ada', { cause }) }, 'failed');
        }
      }
      log.error({ error: Object.assign(new Error('Ada'), { code: 'EADDRINUSE' }) }, 'failed');
      log.error({ error: 'Ada' }, 'failed');
    });
    expect(JSON.stringify(lines)).not.toMatch(/Ada|482913/);
    expect(lines[0]).toMatchObject({ err: { type: 'Error', cause: { type: 'SyntaxError' } } });
    expect(JSON.stringify(lines[0])).toContain('log.test.ts');
    expect(lines[2]).toMatchObject({ error: { code: 'EADDRINUSE' } });
    expect(lines[3]).toMatchObject({ error: { type: 'string' } });
  });
});
