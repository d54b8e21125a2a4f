// What is wrong in the demo office today: a desk that is broken, and what people have reported. Pure.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BlockId, IssueId } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Site, Space } from '#shared/model/site.ts';

type Troubles = { readonly blocks: readonly Block[]; readonly issues: readonly Issue[] };

/** The broken desk is one that nobody has booked; `nowMs` is epoch milliseconds. */
export function demoTroubles(site: Site, bookings: readonly Booking[], nowMs: number): Troubles {
  const [ground] = site.floors;
  if (ground === undefined) return { blocks: [], issues: [] };
  const booked = new Set(bookings.map(({ space }) => space));
  const isFreeDesk = ({ id, kind }: Space): boolean => kind === 'desk' && !booked.has(id);
  const broken = ground.spaces.findLast(isFreeDesk);
  const room = ground.spaces.find(({ kind }) => kind === 'room');
  const desk = ground.spaces.find(({ kind }) => kind === 'desk');
  const floor = ground.id;
  const reported: readonly Issue[] = [
    ...(desk ? [issue({ floor, space: desk.id, text: 'The desk goes up but no longer down.', atMs: nowMs - hours(26) })] : []),
    ...(room ? [issue({ floor, space: room.id, text: 'The screen shows no picture.', atMs: nowMs - minutes(50) })] : []),
  ];
  return {
    blocks: broken
      ? [{ id: BlockId.parse('k-broken-desk'), space: broken.id, reason: 'broken', fromMs: nowMs - hours(26), untilMs: null }]
      : [],
    issues: reported,
  };
}

function issue(of: Pick<Issue, 'floor' | 'space' | 'text' | 'atMs'>): Issue {
  return { id: IssueId.parse(`i-${of.space ?? of.floor}`), state: 'open', ...of };
}
