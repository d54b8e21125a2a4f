// Every screen of the console, with the desk it belongs to and the taps that lead there.

import type { Page } from '@playwright/test';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { Managed } from '#shared/wire/manage.ts';
import { administrator, locationManager, officer, openGlass, waitingGlass, waitingProposal } from './desk-data.ts';
import type { DeskServer } from './desk-server.ts';
import { alarm, busyManaged, lightManaged } from './manage-data.ts';

type Screen = {
  readonly name: string;
  readonly desk: Parameters<DeskServer['begin']>[0];
  readonly managed?: Managed;
  readonly emergency?: OwnEmergency;
  readonly hash?: string;
  readonly act?: (page: Page) => Promise<void>;
};

const tap =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name }).click();

export const screens: readonly Screen[] = [
  { name: 'now', desk: administrator, managed: busyManaged, emergency: alarm, hash: '#now?floor=floor-1' },
  { name: 'now-table', desk: 'no-role', managed: lightManaged, hash: '#now?as=table' },
  { name: 'signed-out', desk: 'signed-out' },
  { name: 'administrator', desk: administrator },
  {
    name: 'off',
    desk: {
      ...administrator,
      positions: { on: false, why: 'gates', failing: ['swap', 'inspector'], accepted: ['core-dumps'] },
    },
  },
  {
    name: 'propose',
    desk: administrator,
    act: async (page) => {
      await tap('Propose a change')(page);
      await page.getByRole('textbox').fill('7');
    },
  },
  {
    name: 'ask-glass',
    desk: administrator,
    act: async (page) => {
      await tap('Ask to look')(page);
      await tap('Ask a privacy officer')(page);
    },
  },
  {
    name: 'officer-asked',
    desk: {
      ...officer,
      proposals: [waitingProposal],
      glasses: [{ ...waitingGlass, mayAnswer: true }],
      audit: { entries: 1204, intact: false },
    },
  },
  {
    name: 'look',
    desk: { ...locationManager, glasses: [openGlass] },
    act: async (page) => {
      await tap('Look now')(page);
      await page.getByRole('table').last().waitFor();
    },
  },
  {
    name: 'audit',
    desk: officer,
    act: async (page) => {
      await tap('Read the audit')(page);
      await tap('Show older entries')(page);
      await page.getByText('This is the oldest entry').waitFor();
    },
  },
];
