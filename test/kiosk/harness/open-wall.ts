// Opens the built wall page in Chromium with the fake bridge in place and a clock the test moves.

import type { Page } from '@playwright/test';
import type { PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { type FakeKiosk, fakeKiosk } from '#test/fakes/kiosk-bridge.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';

type FakePage = Window & { readonly kiosk: FakeKiosk };

export type OpenWall = {
  readonly tell: (message: ToPage) => Promise<void>;
  /** Console errors, policy violations and uncaught errors so far. */
  readonly complaints: readonly string[];
  readonly calls: readonly PadCall[];
  /** What the gateway answers from now on who asks for the privacy page. */
  readonly privacyIs: (privacy: WallPrivacy) => Promise<void>;
  readonly asked: () => Promise<Pick<FakeKiosk['asked'], 'floors' | 'marks' | 'privacy' | 'beat'>>;
};

type Options = {
  readonly origin: string;
  readonly query?: string;
  readonly answer?: (call: PadCall) => Promise<PadAnswer>;
  /** What the page hears at once; the demo office by default. */
  readonly first?: readonly ToPage[];
};

const nobody = async (): Promise<PadAnswer> => ({ ok: false, why: 'offline' });

export async function openWall(page: Page, options: Options): Promise<OpenWall> {
  const complaints: string[] = [];
  const calls: PadCall[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.exposeFunction('padCall', (call: PadCall) => {
    calls.push(call);
    return (options.answer ?? nobody)(call);
  });
  await page.clock.install({ time: boardNowMs });
  const first = options.first ?? demoMessages();
  await page.addInitScript(
    `window.kiosk = (${fakeKiosk.toString()})((call) => window.padCall(call));
     window.kiosk.gateway.privacy = ${JSON.stringify(demoPrivacy)};
     for (const message of ${JSON.stringify(first)}) window.kiosk.tell(message);`,
  );
  await page.goto(`${options.origin}/wall${options.query ?? ''}`);
  await page.evaluate(() => document.fonts.ready);
  return {
    complaints,
    calls,
    tell: (message) => page.evaluate((m) => (window as unknown as FakePage).kiosk.tell(m), message),
    privacyIs: (privacy) =>
      page.evaluate((answer) => {
        (window as unknown as FakePage).kiosk.gateway.privacy = answer;
      }, privacy),
    asked: () => page.evaluate(() => (window as unknown as FakePage).kiosk.asked),
  };
}

/** Plan, board and link of a site as a display hears them on connecting. */
export function demoMessages(siteFolder = 'demo-office'): readonly ToPage[] {
  const plan = demoPlan(siteFolder);
  const [floor] = plan.floors;
  if (!floor) throw new Error('The plan has no floor');
  return [
    { kind: 'link', up: true, sinceMs: boardNowMs },
    { kind: 'plan', plan },
    { kind: 'board', board: demoBoard(plan, floor) },
  ];
}
