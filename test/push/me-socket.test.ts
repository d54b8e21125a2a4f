import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '#test/eventually.ts';
import { type Dialled, floor, type MePage, startMePage } from './me-page.ts';

let page: MePage;
const open: Dialled[] = [];
beforeEach(async () => {
  page = await startMePage();
});
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.terminate();
  await page.server.stop();
});

async function welcomed(who: 'ana' | 'ben' = 'ana'): Promise<Dialled> {
  const one = page.dial(who);
  open.push(one);
  await eventually(() => expect(one.kinds()).toEqual(['plan', 'me']));
  return one;
}

describe('the socket of a page', () => {
  test('says the plan and the frame about its own person, and a board only when one is wished for', async () => {
    const [ana, ben] = [await welcomed(), await welcomed('ben')];
    expect(ana.heard[1]).toMatchObject({ me: { name: 'Name of p-ana' } });
    expect(JSON.stringify(ben.heard)).not.toContain('p-ana');
    ana.show(floor('f2'));
    await eventually(() => expect(ana.heard[2]).toMatchObject({ kind: 'board', board: { floor: 'f2' } }));
    ana.show(null);
    ben.show(floor('f1'));
    await eventually(() => expect(ben.kinds()).toEqual(['plan', 'me', 'board']));
    page.hub.immediately();
    ana.show(floor('f1'));
    await eventually(() => expect(ana.heard.at(-1)).toMatchObject({ board: { floor: 'f1' } }));
    expect(ana.kinds()).toEqual(['plan', 'me', 'board', 'board']);
  });

  test('says what its person manages once it says that it is a console, and that they manage nothing too', async () => {
    const ana = await welcomed();
    ana.socket.send('{"kind":"manage","on":true}');
    await eventually(() => expect(ana.heard[2]).toEqual({ kind: 'managed', managed: null }));
    ana.socket.send('{"kind":"manage"}');
    expect(await ana.closed).toBe(1008);
  });

  test('of nobody is closed with 4401 before anything is said', async () => {
    const nobody = page.dial('nobody');
    expect(await nobody.closed).toBe(4401);
    expect(nobody.heard).toEqual([]);
  });

  test('is closed with 4401 in the round after its session ended, and no other person’s is', async () => {
    const [ana, second, ben] = [await welcomed(), await welcomed(), await welcomed('ben')];
    page.sessions.delete('handle-of-ana');
    page.hub.immediately();
    expect(await Promise.all([ana.closed, second.closed])).toEqual([4401, 4401]);
    expect(ana.kinds()).toEqual(['plan', 'me']);
    expect(ben.socket.readyState).toBe(ben.socket.OPEN);
  });

  test('is one of five per person: a sixth is told to try later, another person gets in', async () => {
    for (let n = 0; n < 5; n += 1) await welcomed();
    const sixth = page.dial();
    expect(await sixth.closed).toBe(1013);
    expect(sixth.heard).toEqual([]);
    await welcomed('ben');
  });

  const bad: [what: string, data: string | Buffer, code: number][] = [
    ['no JSON', 'Ana', 1008],
    ['another wish', '{"kind":"me"}', 1008],
    ['a wish for somebody', '{"kind":"show","floor":"f1","ref":"p-ben"}', 1008],
    ['a floor that is not there', '{"kind":"show","floor":"f9"}', 1008],
    ['no floor at all', '{"kind":"show"}', 1008],
    ['binary', Buffer.from('{"kind":"show","floor":"f1"}'), 1008],
    ['more than 16 KiB', 'x'.repeat(17_000), 1009],
  ];
  test.each(bad)('takes %s for the end', async (_what, data, code) => {
    const [ana, ben] = [await welcomed(), await welcomed('ben')];
    ana.socket.send(data);
    expect(await ana.closed).toBe(code);
    expect(ana.kinds()).toEqual(['plan', 'me']);
    expect(ben.socket.readyState).toBe(ben.socket.OPEN);
  });

  test('takes ten wishes a second, and the eleventh for the end', async () => {
    const ana = await welcomed();
    for (let n = 0; n < 11; n += 1) ana.show(floor('f1'));
    expect(await ana.closed).toBe(1008);
    expect(ana.kinds().filter((kind) => kind === 'board').length).toBeLessThanOrEqual(10);
  });

  test('is closed with 1001 when the gateway stops', async () => {
    const ana = await welcomed();
    await page.server.stop();
    expect(await ana.closed).toBe(1001);
    page = await startMePage();
  });
});
