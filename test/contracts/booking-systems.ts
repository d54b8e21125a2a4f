// Every booking system behind the port that the contract tests run against.

import type { BookingSystem } from '#gateway/booking/booking-system.ts';
import { privacyDocument } from '#gateway/demo/booking-system/privacy-document.ts';
import type { Change } from '#shared/booking-api/contract.ts';
import { systemClock } from '#shared/kit/clock.ts';
import { fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { demoBookingSystem } from '#test/fakes/demo-booking-system.ts';

export type Bench = {
  readonly system: BookingSystem;
  readonly apply: (change: Change) => void;
  readonly effects: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
};

export const bookingSystems: readonly (readonly [string, () => Promise<Bench>])[] = [
  [
    'The fake booking system',
    async () => {
      const fake = fakeBookingSystem(systemClock(() => performance.now()));
      fake.documents.set(privacyDocument.version, privacyDocument.text);
      return {
        system: fake,
        apply: fake.apply,
        effects: async () => fake.effects().map((one) => one.event),
        stop: async () => {},
      };
    },
  ],
  [
    'The demo booking system over HTTP',
    async () => {
      const demo = await demoBookingSystem();
      return { ...demo, effects: async () => (await demo.effects()).map((one) => one.event) };
    },
  ],
];
