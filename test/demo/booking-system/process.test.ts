import { spawn } from 'node:child_process';
import { createHmac, scryptSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openDatabase } from '#gateway/demo/booking-system/database.ts';
import { createLedger } from '#gateway/demo/booking-system/ledger.ts';
import { seedLedger } from '#gateway/demo/booking-system/seed.ts';
import { paths, Snapshot } from '#shared/booking-api/contract.ts';
import { hours } from '#shared/kit/duration.ts';
import { Issue } from '#shared/model/issue.ts';
import { Site } from '#shared/model/site.ts';
import { officeNowMs as now, office } from '#test/fakes/office.ts';

const main = 'edge-gateway/demo/booking-system/main.ts';
const site = 'firmware-config/sites/demo-office/site.yaml';
const token = 'a token of twenty-four characters';
const pepper = 'a pepper of twenty-four characters';
const Ready = z.object({
  ready: z.literal(true),
  url: z.url(),
  tryThese: z.array(z.object({ identifier: z.string(), pin: z.string(), hint: z.string() })),
});

test('The process says where it is and whom to try, knows their PINs, and ends with 0 on SIGTERM', async () => {
  const env = { ...process.env, WAYPOST_BOOKING_TOKEN: token, WAYPOST_PIN_PEPPER: pepper };
  const child = spawn(process.execPath, [main, '--site', site], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { url, tryThese } = Ready.parse(JSON.parse(String(line)));
    expect(tryThese.map((one) => one.hint.replace(/ (on|at) .+/, ''))).toEqual(['has a booking', 'no booking', 'checked in']);
    const response = await fetch(`${url}${paths.snapshot}`, { headers: { authorization: `Bearer ${token}` } });
    const { people } = Snapshot.parse(await response.json());
    expect(people).toHaveLength(60);
    for (const { identifier, pin } of tryThese) {
      const verifier = people.find((person) => person.identifier === identifier)?.pin;
      const { salt = '', hash, n: N = 0, r = 0, p = 0 } = verifier ?? {};
      const peppered = createHmac('sha256', pepper).update(pin).digest();
      const derived = scryptSync(peppered, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 64 * 1024 * 1024 });
      expect(derived.toString('base64')).toBe(hash);
    }
  } finally {
    child.kill('SIGTERM');
  }
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('A wrong call says how to call it and exits with 2', async () => {
  const child = spawn(process.execPath, [main, '--port', 'many'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [line] = await once(createInterface({ input: child.stderr }), 'line');
  expect(line).toMatch(/^usage: /);
  expect(await once(child, 'exit')).toEqual([2, null]);
});

test('The demo office begins with one broken desk that nobody has booked, and two open issues', async () => {
  const demoOffice = Site.parse(parse(readFileSync(site, 'utf8')));
  const db = openDatabase(':memory:');
  const ledger = createLedger(db);
  const seedAt = (nowMs: number): Promise<unknown> => seedLedger({ db, ledger, site: demoOffice, pepper, nowMs, seed: 1 });
  await seedAt(now);
  const { blocks, issues, bookings } = ledger.snapshot();
  expect(blocks).toMatchObject([{ reason: 'broken', untilMs: null }]);
  const [ground] = demoOffice.floors;
  expect(ground?.spaces.find(({ id }) => id === blocks[0]?.space)).toMatchObject({ kind: 'desk' });
  expect(bookings.filter(({ space }) => space === blocks[0]?.space)).toEqual([]);
  expect(issues.map(({ state }) => state)).toEqual(['open', 'open']);
  expect(issues.every(({ atMs }) => atMs < now)).toBe(true);
  ledger.apply({ kind: 'issue', issue: Issue.parse({ ...issues[0], id: 'i-more' }) });
  await seedAt(now + hours(5));
  expect([ledger.blocks().length, ledger.issues().length]).toEqual([1, 2]);
  db.close();
});

test('A restart keeps a recent day, and brings a new one with the same people after four hours', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-'));
  const db = openDatabase(join(folder, 'demo.sqlite'));
  try {
    const ledger = createLedger(db);
    const seedAt = (nowMs: number): Promise<unknown> => seedLedger({ db, ledger, site: office, pepper, nowMs, seed: 1 });
    await seedAt(now);
    const first = ledger.snapshot();
    await seedAt(now + hours(1));
    expect(ledger.snapshot()).toEqual(first);
    await seedAt(now + hours(5));
    const later = ledger.snapshot();
    expect(later.people.map((person) => person.ref)).toEqual(first.people.map((person) => person.ref));
    const ids = new Set(first.bookings.map((booking) => booking.id));
    expect(later.bookings.some((booking) => ids.has(booking.id))).toBe(false);
    expect(later.bookings.length).toBeGreaterThan(0);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
});
