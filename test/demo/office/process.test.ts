import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { bareEnv } from '#test/child-env.ts';
import { eventually } from '#test/eventually.ts';
import { testSecrets } from '../../fakes/secrets.ts';
import { committedGateway } from '../../firmware-config/committed-site.ts';
import { startListeningBroker } from '../listening-broker.ts';

const file = fileURLToPath(new URL('../../../edge-gateway/demo/office/main.ts', import.meta.url));
const site = fileURLToPath(new URL('../../../firmware-config/sites/demo-office', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> } {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...bareEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  const { stdout } = child;
  if (!stdout) throw new Error('a pipe was asked for');
  return Object.assign(child, { stdout });
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, 'exit');
  return code;
}

describe('the process of the simulated office', () => {
  it.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)('reports to a broker until %s ends it with code 0', async (end) => {
    const broker = await startListeningBroker(committedGateway('demo-office').scanners);
    const child = start(['--site', site, '--mqtt-port', String(broker.port)], testSecrets);
    const [ready] = await once(createInterface({ input: child.stdout }), 'line');
    expect(JSON.parse(ready)).toEqual({ ready: true, scanners: 16 });
    await eventually(() => expect(broker.results.some((result) => result.ok && result.value.length > 0)).toBe(true));
    const ended = exitCode(child);
    if (end === 'disconnect') child.disconnect();
    else child.kill(end);
    expect(await ended).toBe(0);
    await broker.stop();
  });

  it('says how it is used, or what is wrong with its site, and ends with a code that is not 0', async () => {
    const withoutSite = start(['--mqtt-port', '1883'], testSecrets);
    expect(await exitCode(withoutSite)).toBe(2);
    const wrongSite = start(['--site', '/nowhere', '--mqtt-port', '1883'], testSecrets);
    const words: Buffer[] = [];
    wrongSite.stderr?.on('data', (chunk: Buffer) => words.push(chunk));
    expect(await exitCode(wrongSite)).toBe(1);
    expect(Buffer.concat(words).toString()).toContain('The simulated office could not start');
  });
});
