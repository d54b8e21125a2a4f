// What the gateway of the demo office answers a wall that asks for its privacy page.

import { days } from '#shared/kit/duration.ts';
import { firstSettings } from '#shared/model/privacy-settings.ts';
import { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import { boardNowMs } from './board-data.ts';

const paragraphs = [
  'Your place in the building is worked out from the tag you carry. It is used to show you where you are, to show it to those you choose, and for nothing else.',
  'It is kept for thirty minutes at most and is never written to a disk. Whoever says no, or nothing, is not located: the radio of their devices is dropped at once.',
  'You can take your yes back with two taps at any time, on your own page. No consequence follows from a no, neither for your bookings nor for your work.',
  'How many people are known to be in an area is published every five minutes, rounded, and never for small groups.',
  'In an emergency an authorised person can see where people of one floor are, for fifteen minutes, after a second person has agreed. Every look is written down, and whoever was seen is told.',
];

export const demoPrivacy: WallPrivacy = WallPrivacy.parse({
  controller: 'Nordkontor GmbH',
  dataProtectionOfficer: 'Dr. Ines Holm, dpo@nordkontor.example',
  mode: 'user-decides-hide',
  keptMinutes: 30,
  settings: { ...firstSettings, k: 8, linkedDays: 7 },
  positions: { on: true, why: null, failing: [], accepted: [] },
  changes: [
    { atMs: boardNowMs - days(6), setting: 'positions', from: 0, to: 1 },
    { atMs: boardNowMs - days(8), setting: 'positions', from: 1, to: 0 },
    { atMs: boardNowMs - days(31), setting: 'k', from: 5, to: 8 },
    { atMs: boardNowMs - days(60), setting: 'linkedDays', from: 14, to: 7 },
  ],
  document: {
    version: '2026-10',
    sha256: 'ab12cd34'.repeat(8),
    text: ['Privacy document of the Kontorhaus', ...paragraphs, ...paragraphs, 'End of the document.'].join('\n\n'),
  },
  ownPage: 'https://waypost.nordkontor.example/me',
});
