// Every screen of the employee's page, with the state it belongs to and the taps that lead there.

import type { Page } from '@playwright/test';
import { days, minutes, seconds } from '#shared/kit/duration.ts';
import type { Me } from '#shared/wire/me.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { foundTwo, located, newcomer } from './me-data.ts';
import type { MeServer } from './me-server.ts';

export type Screen = {
  readonly name: string;
  /** Null: nobody is signed in. */
  readonly me: Me | null;
  readonly hash?: string;
  readonly act?: (page: Page, server: MeServer) => Promise<void>;
};

const tap =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name }).click();

const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name }).waitFor();

async function find(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('jo');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
}

const off: Me['positions'] = { on: false, why: 'gates', failing: ['core-dumps', 'swap'], accepted: [] };
const risk: Me['positions'] = { on: true, why: null, failing: [], accepted: ['swap', 'watchdog'] };
const lookedAt: Me['lookedAt'] = [
  { atMs: boardNowMs - minutes(52), reason: 'missing-person', role: 'location-manager' },
  { atMs: boardNowMs - days(5), reason: 'other', role: 'administrator' },
];

export const screens: readonly Screen[] = [
  { name: 'signed-out', me: null },
  { name: 'not-signed-in', me: null, hash: '#why=unknown-person' },
  { name: 'today-first', me: newcomer },
  { name: 'today', me: { ...located, status: 'in-office' } },
  {
    name: 'today-news',
    me: {
      ...newcomer,
      location: { state: 'outdated', scopes: ['group'] },
      bookings: [],
      booking: { up: false },
      notices: [{ id: 'n-1', atMs: boardNowMs - minutes(12), kind: 'tag-claimed-by-other' }],
    },
  },
  {
    name: 'today-checked-in',
    me: newcomer,
    act: async (page) => {
      await tap('Check in to 1-14')(page);
      await page.getByText('You are checked in').waitFor();
    },
  },
  {
    name: 'today-refused',
    me: newcomer,
    act: async (page, server) => {
      server.refuse('too-late');
      await tap('Check in to 1-14')(page);
      await page.getByText('Too late').waitFor();
    },
  },
  { name: 'give-back', me: newcomer, act: tap('Give back 1-14') },
  {
    name: 'consent',
    me: newcomer,
    act: async (page) => {
      await page.getByRole('switch').click();
      await page.getByRole('checkbox', { name: 'Colleagues of my groups' }).check();
    },
  },
  { name: 'withdraw', me: located, act: (page) => page.getByRole('switch').click() },
  {
    name: 'document',
    me: newcomer,
    hash: '#location',
    act: async (page) => {
      await tap(/Read the privacy document/)(page);
      await page.getByText('Your place in the building is worked out').waitFor();
    },
  },
  { name: 'location-off', me: newcomer, hash: '#location' },
  { name: 'location', me: located, hash: '#location' },
  {
    name: 'location-paused',
    me: located,
    hash: '#location',
    act: async (page) => {
      await tap('Pause for today')(page);
      await page.getByText('Paused until').first().waitFor();
    },
  },

  { name: 'location-everybody-off', me: { ...located, dot: null, near: [], positions: off }, hash: '#location' },
  { name: 'consent-risk', me: { ...newcomer, positions: risk }, act: (page) => page.getByRole('switch').click() },
  { name: 'today-looked-at', me: { ...located, lookedAt } },
  { name: 'you-looked-at', me: { ...located, lookedAt }, hash: '#me' },
  { name: 'bring-tag', me: located, hash: '#location', act: tap('Bring a tag') },
  {
    name: 'bring-tag-offered',
    me: located,
    hash: '#location',
    act: async (page, server) => {
      await tap('Bring a tag')(page);
      await tap('I am there, start')(page);
      await heading(page, 'Hold your tag');
      const offer = { offer: 'o-1', printed: '100-77', anchorName: 'Reception' };
      server.change({ holding: { untilMs: boardNowMs + seconds(60), state: 'offered', offer } });
      await heading(page, 'Is this your tag?');
    },
  },
  {
    name: 'app-key',
    me: located,
    hash: '#location',
    act: async (page) => {
      await tap('Add an app')(page);
      await heading(page, 'Key for your app');
    },
  },
  {
    name: 'find',
    me: located,
    hash: '#find',
    act: async (page, server) => {
      server.found(foundTwo);
      await find(page);
      await heading(page, 'Jonas Berg');
    },
  },
  {
    name: 'find-none',
    me: newcomer,
    hash: '#find',
    act: async (page) => {
      await find(page);
      await page.getByText('No answer for').waitFor();
    },
  },
  {
    name: 'find-list',
    me: located,
    hash: '#find',
    act: tap('Show as a list'),
  },
  { name: 'you', me: located, hash: '#me' },
  {
    name: 'you-fixed',
    me: { ...located, visibility: { own: 'unset', mode: 'hide-everyone', shown: false, choosable: false } },
    hash: '#me',
  },
  {
    name: 'receipt',
    me: located,
    hash: '#me',
    act: async (page) => {
      await tap('Show my consent receipt')(page);
      await page.getByRole('img', { name: 'Receipt' }).waitFor();
    },
  },
  { name: 'erase', me: located, hash: '#me', act: tap('Erase my data') },
];
