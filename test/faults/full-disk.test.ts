// The whole gateway on a disk that is full: check-in is refused in words, the map goes on, and all is well with room again.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { TagId } from '#shared/model/ids.ts';
import { eventually } from '#test/eventually.ts';
import { openDisplay } from '#test/integration/display.ts';
import { officeGateway } from '#test/integration/office-gateway.ts';
import { mountSmallDisk } from '#test/store/disk-limits.ts';
import { newEvent, padClient } from './pad-client.ts';

test('a full disk refuses check-in as "not stored" while people go on moving on the wall, and lets it through once there is room', async ({
  skip,
}) => {
  const disk = mountSmallDisk(600);
  if (disk === null) return skip('a small disk can only be mounted by root');
  onTestFinished(() => disk.remove());
  const office = await officeGateway(disk.folder);
  const wall = await openDisplay(office.url, 'lobby');
  const filler = join(disk.folder, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(2_000_000))).toThrow('ENOSPC');

  const booked = office.population.people.find((one) => one.tryThis === 'booked');
  const pad = padClient(office.url);
  const signIn = () => pad.signIn(booked?.person.identifier ?? '', booked?.pin ?? '');
  // Room that the file already holds may take a few rows; then nothing more is written.
  await eventually(async () => expect(await signIn()).toEqual({ ok: false, why: 'not-stored' }));
  expect((await office.health()).store.state).toBe('down');

  const seen = office.population.people.find(
    ({ person }) => person.location?.scopes.includes('wall') && person.visibility !== 'hide',
  );
  const tag = seen?.person.location?.tags[0] as TagId;
  const scanner = await office.scanner('rx-quarry-1');
  const drop = machineClock.every(200, () => {
    const heard = { tag, address: 'c1a2b3040506', rssiDbm: -45, measuredPowerDbm: -59, count: 3 };
    for (const message of nativeSightings(scanner.scanner.room, [heard])) scanner.send(message);
  });
  const first = await wall.board((board) => board.people.length === 1);
  await wall.board((board) => board.people.length === 1 && board.asOfMs > first.asOfMs);
  drop();

  rmSync(filler);
  const back = await eventually(async () => {
    const reply = await signIn();
    if (!reply.ok) throw new Error(reply.why);
    return reply.pad;
  });
  const booking = back.bookings.find((b) => b.canCheckIn)?.id;
  expect(await pad.act('confirm', { session: back.session, event: newEvent(), booking })).toMatchObject({ ok: true });
  wall.close();
  await office.stop();
});
