import { describe, expect, test } from 'vitest';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { EventId } from '#shared/model/ids.ts';

describe('the id of a tap', () => {
  test('is a valid UUID on a page without crypto.randomUUID, as on plain http', () => {
    const ids = Array.from({ length: 200 }, () => newEventId({ getRandomValues: (array) => crypto.getRandomValues(array) }));
    for (const id of ids) expect(EventId.safeParse(id).success).toBe(true);
    expect(ids.every((id) => id[14] === '4' && '89ab'.includes(id[19] ?? ''))).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });

  test('is new with every tap', () => {
    expect(newEventId()).not.toBe(newEventId());
  });
});
