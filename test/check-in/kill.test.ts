import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { seededRandom } from '#shared/kit/random.ts';
import { EventId } from '#shared/model/ids.ts';
import { openTemporary, temporaryPath } from '#test/store/open-temporary.ts';

/** Lets the child answer some taps, kills it with -9 and gives back the taps whose answers were seen. */
async function killedAfter(path: string, answers: number): Promise<readonly EventId[]> {
  const child = spawn(process.execPath, [new URL('tapping-child.ts', import.meta.url).pathname, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (printed.split('\n').length > answers) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return printed
    .split('\n')
    .slice(0, -1)
    .map((line) => EventId.parse(line));
}

it('no tap that was answered is missing after kill -9, and what is there is whole', { timeout: 120_000 }, async () => {
  const random = seededRandom(9);
  for (let round = 0; round < 6; round += 1) {
    const path = temporaryPath();
    const answered = await killedAfter(path, 1 + Math.floor(random() * 60));
    expect(answered.length).toBeGreaterThan(0);
    const notices: string[] = [];
    const store = openTemporary(path, undefined, notices);
    for (const event of answered) {
      expect(store.outbox.fate(event)).toBe('owed');
      expect(store.settled.find(event)).not.toBeNull();
    }
    expect(store.local.all()).toHaveLength(store.outbox.size());
    expect(store.outbox.size() - answered.length).toBeLessThanOrEqual(1);
    expect(notices).toEqual([]);
  }
});
