// The proof itself is `npm run prove:deletion`; here it runs short, and against gateways that leak, which it has to notice.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCanaries } from './canaries.ts';
import { makeCanarySite } from './canary-site.ts';
import { startCompany } from './company.ts';
import { whyNoLoopMounts } from './disk-image.ts';
import { proveDisk } from './disk-proof.ts';
import { judgeDisk, noForeignTags } from './judge.ts';
import { type Proof, prove } from './prove.ts';
import { asText } from './report.ts';
import { reportOf } from './report-content.ts';
import { asHtml } from './report-html.ts';

const missing = whyNoLoopMounts();
if (missing !== null) process.stderr.write(`The deletion proof is skipped: ${missing}\n`);
const quietly = (): void => undefined;
const broken = (claims: Proof['claims']): string[] =>
  claims.flatMap(({ promise, holds, found }) => (holds ? [] : [`${promise} ${found}`]));

describe.skipIf(missing !== null)('the deletion proof', { timeout: 240_000 }, () => {
  let proof: Proof;
  beforeAll(async () => {
    proof = await prove({ loops: 2, wait: false, say: quietly });
    const late = proof.claims.filter(({ found }) => found.includes('a second apart'));
    for (const { promise, found } of late) process.stdout.write(`${promise} ${found}\n`);
  }, 240_000);

  test('S7: a gateway killed at work leaves nothing of anybody’s place on the raw disk nor in memory; its control is found', () => {
    expect(proof.voids).toEqual([]);
    expect(broken(proof.claims.filter(({ promise }) => promise !== noForeignTags))).toEqual([]);
  });

  test('S22: a minute after a tag that is nobody’s was heard it is overwritten, but for the last network buffers', () => {
    expect(broken(proof.claims.filter(({ promise }) => promise === noForeignTags))).toEqual([]);
  });

  test('its report says in words and on a printable page what was found, and exits by it', () => {
    const report = reportOf(proof);
    for (const { promise, found } of report.claims) expect(asText(report).replace(/\s+/g, ' ')).toContain(`${promise} ${found}`);
    expect(asHtml(report).match(/<tr class="no">/g)?.length ?? 0).toBe(broken(proof.claims).length);
    expect(asHtml(report)).not.toMatch(/<script|https?:|src=/);
    expect(proof.exitCode).toBe(broken(proof.claims).length === 0 ? 0 : 1);
  });

  describe('notices', () => {
    const canaries = createCanaries();
    const site = makeCanarySite(canaries);
    const company = startCompany(site.site, canaries);
    afterAll(async () => {
      await (await company).stop();
      site.remove();
    });
    test('a gateway that writes down where people were', async () => {
      const disk = await proveDisk({ site, canaries, company: await company, say: quietly, loops: 0, leak: 'file' });
      expect(broken(judgeDisk(disk)).join(' ')).toMatch(/only located .* found .* No zone/s);
    });
  });
});
