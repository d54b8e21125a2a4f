// What belongs to the booking system alone: no request to the gateway has a place for it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { PrivacyMode } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import { type MePage, startMePage } from './me-page.ts';

let page: MePage;
let bodies: string;
beforeAll(async () => {
  page = await startMePage();
  const reply = await fetch(`http://localhost:${page.server.port}/api/openapi.json`);
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.object({ requestBody: z.unknown().optional() }))) })
    .parse(await reply.json());
  bodies = JSON.stringify(Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.requestBody)));
});
afterAll(() => page.server.stop());

test('R11: the privacy mode is set at the booking system, never here', () => {
  expect(bodies).toContain('"visibility"');
  for (const mode of PrivacyMode.options) expect(bodies).not.toContain(mode);
});

test('R45: roles are assigned at the booking system, never here', () => {
  for (const role of Role.options.filter((one) => one !== 'user')) expect(bodies).not.toContain(role);
});
