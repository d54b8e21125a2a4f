import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createContractHttp } from '#gateway/booking/adapters/contract-http.ts';
import type { ManagerAct } from '#shared/booking-api/contract.ts';
import { BlockId, IssueId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { aBooking, anna, deskA, officeNowMs, tap } from '#test/fakes/office.ts';

test('A booking system is not believed when it answers what a manager did with something else', async () => {
  const common = { event: tap(3), by: anna.ref, atMs: officeNowMs };
  const block = { id: BlockId.parse('k1'), space: deskA, reason: 'event' as const, fromMs: officeNowMs, untilMs: null };
  const issue = { id: IssueId.parse('i1'), floor: 'f1', text: 'It drips.', atMs: officeNowMs, state: 'open' };
  const answers = { booking: { booking: aBooking('b1') }, block: { block }, lifted: { lifted: block.id }, issue: { issue } };
  const acts: readonly (readonly [ManagerAct, keyof typeof answers])[] = [
    [{ ...common, act: 'book', space: deskA, person: anna.ref, fromMs: 1, toMs: 2 }, 'booking'],
    [{ ...common, act: 'release', booking: aBooking('b1').id }, 'booking'],
    [{ ...common, act: 'block', space: deskA, reason: 'event', fromMs: 1, untilMs: null }, 'block'],
    [{ ...common, act: 'unblock', block: block.id }, 'lifted'],
    [{ ...common, act: 'answer-issue', issue: IssueId.parse('i1'), answer: 'Soon.', close: false }, 'issue'],
  ];
  const seen: unknown[] = [];
  let answer: object = {};
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    seen.push([request.url, request.headers['idempotency-key'], JSON.parse(body)]);
    response.end(JSON.stringify(answer));
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const live = new AbortController().signal;
  const system = createContractHttp({ url, token: 't', clock: fakeClock() });
  for (const [act, kind] of acts) {
    for (const [name, value] of Object.entries(answers)) {
      answer = value;
      const expected = name === kind ? { ok: true, value } : { ok: false, why: 'later' };
      expect(await system.manage(act, live), `${act.act} answered with ${name}`).toEqual(expected);
      expect(seen.at(-1)).toEqual(['/manager-acts', act.event, act]);
    }
  }
});
