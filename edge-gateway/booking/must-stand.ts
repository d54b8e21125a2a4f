// Which decisions the booking system can't refuse: what takes something back. They are asked again until it has agreed,
// and hold here in the meantime, because giving one up would leave a person located who said no (GDPR article 7(3)). Nor
// can it refuse to tell people that they were seen under break-glass.

import type { OutboxEvent } from '#shared/booking-api/outbox.ts';

export function mustStand({ action }: Pick<OutboxEvent, 'action'>): boolean {
  return action === 'withdraw' || action === 'drop-tags' || action === 'erase' || action === 'looked-at';
}
