import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { heapSnapshotsGate, inspectorGate, type NodeFacts } from '#gateway/watch/gates/node-flags.ts';

const quiet: NodeFacts = { flags: [], inspectorOpen: false, debugSignalTaken: true, snapshotSignalTaken: false, reports: false };

describe('the gate of the inspector', () => {
  test('stands open when nothing can open one', () => {
    expect(inspectorGate({ ...quiet, flags: ['--disable-warning=ExperimentalWarning'] })).toEqual({
      ...{ name: 'inspector', ok: true, sentence: '' },
    });
  });

  test.each<Partial<NodeFacts>>([
    { inspectorOpen: true },
    { flags: ['--inspect'] },
    { flags: ['--inspect-brk=0.0.0.0:9229'] },
    { debugSignalTaken: false },
  ])('fails with %j', (facts) => {
    expect(inspectorGate({ ...quiet, ...facts })).toMatchObject({ ok: false, sentence: expect.stringContaining('inspector') });
  });
});

describe('the gate of heap snapshots', () => {
  test('stands open when Node is told to write none, also with a profile of the processor', () => {
    expect(heapSnapshotsGate({ ...quiet, flags: ['--cpu-prof', '--report-compact'] }).ok).toBe(true);
  });

  test.each<Partial<NodeFacts>>([
    { flags: ['--heapsnapshot-signal=SIGUSR2'] },
    { flags: ['--heapsnapshot-near-heap-limit=2'] },
    { flags: ['--heap-snapshot-on-oom'] },
    { flags: ['--heap-prof'] },
    { flags: ['--report-on-fatalerror'] },
    { flags: ['--report-uncaught-exception'] },
    { snapshotSignalTaken: true },
    { reports: true },
  ])('fails with %j', (facts) => {
    expect(heapSnapshotsGate({ ...quiet, ...facts })).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('snapshots'),
    });
  });
});

const gatesOfANode = `
  const { heapSnapshotsGate, inspectorGate, takeDebugSignal, thisNode } = await import(process.argv[1]);
  const say = () => console.log(JSON.stringify([inspectorGate(thisNode()).ok, heapSnapshotsGate(thisNode()).ok]));
  if (process.argv[2] === 'take') takeDebugSignal();
  say();
  process.stdin.on('data', say);`;

/** What both gates say of a real Node started so, and again after each `next`. */
function realNode(flags: readonly string[], options: string, takes: boolean) {
  const file = `${process.cwd()}/edge-gateway/watch/gates/node-flags.ts`;
  const args = [...flags, '--input-type=module', '-e', gatesOfANode, file, takes ? 'take' : 'leave'];
  const child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: options } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const says = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  return { child, says, askAgain: () => child.stdin.write('again\n'), end: () => child.stdin.end() };
}

describe.concurrent('a real Node', () => {
  test.each<[string, readonly string[], string, boolean, readonly [boolean, boolean]]>([
    ['that took the debug signal passes both', [], '', true, [true, true]],
    ['that was told not to listen to it passes both', ['--disable-sigusr1'], '', false, [true, true]],
    ['that left it fails the inspector', [], '', false, [false, true]],
    ['with an inspector in NODE_OPTIONS fails it', [], '--inspect=127.0.0.1:0', true, [false, true]],
    [
      'with snapshots on a signal, written with underscores, fails them',
      ['--heapsnapshot_signal=SIGUSR2'],
      '',
      true,
      [true, false],
    ],
    ['with reports in NODE_OPTIONS fails them', [], '--report-on-signal', true, [true, false]],
  ])('%s', async (_name, flags, options, takes, expected) => {
    const node = realNode(flags, options, takes);
    expect(await node.says()).toEqual(expected);
    node.end();
  });

  test('nobody opens the inspector of a running gateway by a signal', async () => {
    const node = realNode([], '', true);
    await node.says();
    node.child.kill('SIGUSR1');
    node.askAgain();
    expect(await node.says()).toEqual([true, true]);
    node.end();
    expect((await once(node.child, 'exit'))[0]).toBe(0);
  });
});
