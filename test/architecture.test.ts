// The plan of the house as a test: who may import whom, how long a file may be, and where time and chance come from.
// Text is read instead of a compiler's tree because TypeScript 7 has no JavaScript API.

import { describe, expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

const shared = sourceFiles('shared');
const gateway = sourceFiles('edge-gateway');
const kiosk = sourceFiles('kiosk');
const all = [...shared, ...gateway, ...kiosk];

const room = (path: string): string => path.split('/')[1] ?? '';
const isRoomFile = (file: SourceFile): boolean => file.path.split('/').length > 2;

/** Sentences about every import of `files` that `allowed` does not let through. */
function brokenArrows(files: readonly SourceFile[], allowed: (file: SourceFile, target: string) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ target }) => /^(shared|edge-gateway|kiosk|test)\//.test(target) && !allowed(file, target))
      .map(({ target }) => `${file.path} imports ${target}`),
  );
}

describe('arrows', () => {
  test('shared imports nothing of ours but shared', () => {
    expect(brokenArrows(shared, (_, target) => target.startsWith('shared/'))).toEqual([]);
  });

  test('the kiosk imports shared and itself, never the gateway', () => {
    expect(brokenArrows(kiosk, (_, target) => target.startsWith('shared/') || target.startsWith('kiosk/'))).toEqual([]);
  });

  test('a stage of the gateway imports shared and its own room only', () => {
    const leaves = ['edge-gateway/running.ts', 'edge-gateway/secrets.ts'];
    const stages = gateway.filter((file) => isRoomFile(file) && room(file.path) !== 'demo');
    const allowed = (file: SourceFile, target: string): boolean =>
      target.startsWith('shared/') || target.startsWith(`edge-gateway/${room(file.path)}/`) || leaves.includes(target);
    expect(brokenArrows(stages, allowed)).toEqual([]);
  });

  test('the demo is a world of its own: the office and the booking system know no stage of the gateway', () => {
    const compositions = ['start.ts', 'replay-main.ts', 'year-command.ts'].map((file) => `edge-gateway/demo/${file}`);
    const top = /^edge-gateway\/[a-z-]+\.ts$/;
    const files = gateway.filter((file) => isRoomFile(file) && room(file.path) === 'demo' && !compositions.includes(file.path));
    const allowed = (_: SourceFile, target: string): boolean =>
      target.startsWith('shared/') || target.startsWith('edge-gateway/demo/') || top.test(target);
    expect(brokenArrows(files, allowed)).toEqual([]);
  });

  test('nothing outside its composition files knows several rooms', () => {
    const top = gateway.filter((file) => !isRoomFile(file) && !/\/(gateway|feeds|[a-z-]+-(?:way|command))\.ts$/.test(file.path));
    const knowing = top.filter(
      (file) =>
        new Set(
          file.imports
            .map((i) => i.target)
            .filter((t) => /^edge-gateway\/[^/]+\//.test(t))
            .map(room),
        ).size > 1,
    );
    const names = knowing.map((file) => file.path).filter((path) => path !== 'edge-gateway/main.ts');
    expect(names).toEqual([]);
  });

  test('a position can not become an attendance record: remember reaches no store, log or disk, and check-in and booking never reach remember', () => {
    const inRoom = (name: string): SourceFile[] => gateway.filter((file) => isRoomFile(file) && room(file.path) === name);
    const remember = inRoom('remember').flatMap((file) => file.imports.map((i) => i.target));
    expect(remember.filter((t) => /^(node:)?fs|edge-gateway\/(store|watch)|better-sqlite3|pino/.test(t))).toEqual([]);
    const attendance = [...inRoom('check-in'), ...inRoom('booking'), ...inRoom('utilisation')].flatMap((file) =>
      file.imports.map((i) => i.target),
    );
    expect(attendance.filter((t) => t.startsWith('edge-gateway/remember'))).toEqual([]);
  });
});

describe('doors', () => {
  const doors: Record<string, { readonly at: RegExp; readonly max: number }> = {
    aedes: { at: /^edge-gateway\/receive\//, max: 1 },
    mqtt: { at: /^edge-gateway\/(receive|demo)\//, max: 2 },
    'openid-client': { at: /^edge-gateway\/people\//, max: 1 },
    'oidc-provider': { at: /^edge-gateway\/demo\/sign-in\//, max: 1 },
    '@abandonware/noble': { at: /^edge-gateway\/receive\//, max: 1 },
    'better-sqlite3': { at: /^edge-gateway\/store\//, max: 1 },
    fastify: { at: /^edge-gateway\/push\//, max: 1 },
    'echarts/core': { at: /^kiosk\/presence\//, max: 1 },
    ws: { at: /^kiosk\/electron\//, max: 1 },
    electron: { at: /^kiosk\/(electron|preload)\//, max: 2 },
  };
  for (const [vendor, door] of Object.entries(doors)) {
    test(`${vendor} is imported by value through ${door.max === 1 ? 'one door' : 'two doors'}`, () => {
      const users = all.filter((file) => file.imports.some((i) => i.target === vendor && !i.typeOnly)).map((file) => file.path);
      expect(users.filter((path) => !door.at.test(path))).toEqual([]);
      expect(users.length).toBeLessThanOrEqual(door.max);
    });
  }
});

describe('habits', () => {
  const code = [...all, ...sourceFiles('test').filter((file) => !file.path.includes('fixtures'))];

  test('no file is longer than 250 lines', () => {
    expect(code.filter((file) => file.text.split('\n').length > 251).map((file) => file.path)).toEqual([]);
  });

  test('time and chance are parameters: the platform is asked only in shared/kit', () => {
    const allowed = ['shared/kit/clock.ts', 'shared/kit/random.ts', 'edge-gateway/system-clock.ts'];
    const pattern = /\b(?:Date\.now|Math\.random|performance\.now|process\.hrtime|setTimeout|setInterval|new Date\(\))\b/;
    const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const users = all.filter((file) => !allowed.includes(file.path) && pattern.test(withoutComments(file.text)));
    expect(users.map((file) => file.path)).toEqual([]);
  });

  test('the brands of consent and mask are given in one place each', () => {
    const makers = (type: RegExp): string[] => gateway.filter((file) => type.test(file.text)).map((file) => file.path);
    expect(makers(/\bas (unknown as )?ConsentedSighting\b/).filter((path) => !path.startsWith('edge-gateway/consent/'))).toEqual(
      [],
    );
    expect(makers(/\bas (unknown as )?Masked</).filter((path) => !path.startsWith('edge-gateway/mask/'))).toEqual([]);
  });

  test('every room says what belongs in it', async () => {
    const { existsSync } = await import('node:fs');
    const rooms = new Set(gateway.filter(isRoomFile).map((file) => file.path.split('/').slice(0, 2).join('/')));
    expect([...rooms].filter((path) => !existsSync(`${path}/README.md`))).toEqual([]);
  });
});
