// What needs a hand now, as short lists in words: a list without entries is left out, so that nothing is said when all is
// well. Pure; holds spaces, radios and counts, never a person.

import { acceptedWords, offWords } from '#kiosk/board/positions-words.ts';
import type { PresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { Managed } from '#shared/wire/manage.ts';
import { anchorItems } from './now-anchor-words.ts';
import type { ManageView } from './now-memory.ts';

export type HandItem = { readonly key: string; readonly what: string; readonly says: string };
type HandName = 'nobodyCame' | 'walkUps' | 'blocks' | 'issues' | 'anchors' | 'displays' | 'system';
export type HandList = { readonly name: HandName; readonly items: readonly HandItem[] };

/** `floor`: what is on other floors is left out; what is on none is always in. */
export function handListsOf(view: ManageView, floor: FloorId | null, words: PresenceWords): readonly HandList[] {
  const { managed } = view;
  const spaces = spacesOf(view, floor);
  const here = (id: FloorId): boolean => floor === null || id === floor;
  const when = whenIn(view, words);
  const anchors = managed.anchors.filter((one) => here(one.floor));
  const displays = managed.displays.filter((one) => here(one.floor));
  const lists: readonly HandList[] = [
    { name: 'system', items: systemItems(managed, when, words) },
    { name: 'nobodyCame', items: ofSpaces(managed.nobodyCame, spaces, (one) => nobodyCame(one, when, words)) },
    { name: 'walkUps', items: ofSpaces(managed.walkUps, spaces, ({ sinceMs }) => sinceWords(sinceMs, when, words)) },
    { name: 'blocks', items: ofSpaces(managed.blocks, spaces, (one) => blockWords(one, view.nowMs, when, words)) },
    { name: 'issues', items: issueItems(view, here, spaces, when, words) },
    { name: 'anchors', items: anchorItems(anchors, view.plan, words) },
    { name: 'displays', items: displayItems(displays, when, words) },
  ];
  return lists.filter(({ items }) => items.length > 0);
}

/** "10:42", with the day when it is another one. */
type When = (epochMs: number) => string;

function whenIn({ nowMs }: ManageView, words: PresenceWords): When {
  return (epochMs) => (words.day(epochMs) === words.day(nowMs) ? words.time(epochMs) : words.dateTime(epochMs));
}

/** "Lighthouse, Floor 1" for every space that is looked at. */
function spacesOf({ plan }: ManageView, floor: FloorId | null): ReadonlyMap<SpaceId, string> {
  const floors = plan.floors.filter(({ id }) => floor === null || id === floor);
  return new Map(floors.flatMap(({ name, spaces }) => spaces.map((space) => [space.id, `${space.name}, ${name}`] as const)));
}

function ofSpaces<T extends { readonly space: SpaceId }>(
  all: readonly T[],
  spaces: ReadonlyMap<SpaceId, string>,
  says: (one: T) => string,
): readonly HandItem[] {
  return all.flatMap((one, i) => {
    const what = spaces.get(one.space);
    return what === undefined ? [] : [{ key: `${one.space} ${i}`, what, says: says(one) }];
  });
}

function sinceWords(sinceMs: number, when: When, words: PresenceWords): string {
  return words.say('manage.hand.since', { since: when(sinceMs) });
}

function nobodyCame({ sinceMs, releaseMs }: Managed['nobodyCame'][number], when: When, words: PresenceWords): string {
  return words.say('manage.hand.nobodyCame.when', { since: when(sinceMs), release: when(releaseMs) });
}

function blockWords(block: Managed['blocks'][number], nowMs: number, when: When, words: PresenceWords): string {
  const reason = words.say(`manage.reason.${block.reason}`);
  if (block.fromMs > nowMs) return words.say('manage.hand.block.ahead', { reason, from: when(block.fromMs) });
  if (block.untilMs === null) return words.say('manage.hand.block.open', { reason });
  return words.say('manage.hand.block.until', { reason, until: when(block.untilMs) });
}

function issueItems(
  { plan, managed }: ManageView,
  here: (floor: FloorId) => boolean,
  spaces: ReadonlyMap<SpaceId, string>,
  when: When,
  words: PresenceWords,
): readonly HandItem[] {
  return managed.issues.flatMap(({ id, floor, space, state, atMs }) => {
    if (state === 'closed' || !here(floor)) return [];
    const what = (space && spaces.get(space)) ?? plan.floors.find((one) => one.id === floor)?.name ?? '';
    return [{ key: id, what, says: words.say(`manage.hand.issue.${state}`, { since: when(atMs) }) }];
  });
}

function displayItems(displays: Managed['displays'], when: When, words: PresenceWords): readonly HandItem[] {
  return displays
    .filter(({ online }) => !online)
    .map(({ id, name, sinceMs }) => ({
      key: id,
      what: name || id,
      says: sinceMs === null ? words.say('manage.hand.display.never') : sinceWords(sinceMs, when, words),
    }));
}

/** What is of the whole building; every board says the same of it. */
function systemItems({ boards: [board], owed }: Managed, when: When, words: PresenceWords): readonly HandItem[] {
  const entries = (n: number): string => words.say('manage.hand.entries', { n });
  const off = board ? offWords(board.positions, words) : null;
  const risks = board ? acceptedWords(board.positions, words) : null;
  const said: readonly (readonly [what: 'booking' | 'outbox' | 'quarantined' | 'positions', says: string | null])[] = [
    ['booking', bookingWords(board?.booking, when, words)],
    ['outbox', owed.outbox > 0 ? entries(owed.outbox) : null],
    ['quarantined', owed.quarantined > 0 ? entries(owed.quarantined) : null],
    ['positions', off === null ? null : words.say('manage.hand.positions.off', { why: off })],
    ['positions', risks === null ? null : words.say('manage.hand.positions.accepted', { risks })],
  ];
  return said.flatMap(([what, says]) => (says === null ? [] : [{ key: what, what: words.say(`manage.hand.${what}`), says }]));
}

function bookingWords(
  booking: Managed['boards'][number]['booking'] | undefined,
  when: When,
  words: PresenceWords,
): string | null {
  if (!booking || booking.up) return null;
  if (booking.sinceMs === null) return words.say('manage.hand.booking.downUnknown');
  return words.say('manage.hand.booking.down', { since: when(booking.sinceMs) });
}
