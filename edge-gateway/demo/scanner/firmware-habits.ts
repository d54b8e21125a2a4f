// What each firmware the demo plays does besides reporting: its last will, its word at connect, the settings it listens to.

import type { Scanner } from '#shared/model/scanner.ts';

export type Habits = {
  /** Topic of a retained `online`, with `offline` as the last will; null when the firmware has none. */
  readonly statusTopic: string | null;
  readonly subscriptions: readonly string[];
};

/** The documented habits of the scanner's firmware, for its own room; none for a firmware the demo does not play. */
export function habitsOf({ firmware, room }: Scanner): Habits {
  switch (firmware) {
    case 'espresense':
      return {
        statusTopic: `espresense/rooms/${room}/status`,
        subscriptions: [`espresense/rooms/${room}/+/set`, 'espresense/rooms/*/+/set', 'espresense/settings/+/config'],
      };
    case 'openmqttgateway':
    case 'theengs':
      return { statusTopic: `home/${room}/LWT`, subscriptions: [`home/${room}/commands/#`] };
    case 'native':
      return { statusTopic: null, subscriptions: [`waypost/v1/rx/${room}/cfg`] };
    default:
      return { statusTopic: null, subscriptions: [] };
  }
}
