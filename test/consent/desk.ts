// A reception with two anchors for enrolment, at which a test holds tags.

import { createEnrolment, type Enrolment } from '#gateway/consent/enrolment.ts';
import { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Holding } from '#shared/wire/me.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';

export const [ana, ben, cleo] = ['p-ana', 'p-ben', 'p-cleo'].map((ref) => SubjectRef.parse(ref)) as [
  SubjectRef,
  SubjectRef,
  SubjectRef,
];
export const badgeUuid = 'fda50693a4e24fb1afcfc6eb07647825';
export const badge = TagId.parse(`ib:${badgeUuid}:100:12`);
export const otherBadge = TagId.parse(`ib:${badgeUuid}:100:13`);
export const key = TagId.parse('mac:00112233aabb');
export const reception = AnchorId.parse('reception');
export const backDoor = AnchorId.parse('back-door');
export const hall = AnchorId.parse('hall');

type Heard = { readonly tag: TagId; readonly dbm: number; readonly at?: AnchorId; readonly power?: number };

export type Desk = {
  readonly clock: FakeClock;
  readonly enrolment: Enrolment;
  /** Tags that are somebody's. */
  readonly claimed: Set<TagId>;
  /** Whose page was told of a change, in order. */
  readonly changed: SubjectRef[];
  /** The same sightings every half second for so long. */
  readonly hear: (seconds: number, ...heard: readonly Heard[]) => void;
  readonly stateOf: (ref: SubjectRef) => Holding['state'] | undefined;
  /** The handle of what this person is offered; empty when nothing is. */
  readonly offered: (ref: SubjectRef) => string;
};

export function openDesk(anchors: readonly AnchorId[] = [reception, backDoor]): Desk {
  const clock = fakeClock();
  const claimed = new Set<TagId>();
  const changed: SubjectRef[] = [];
  let nth = 0;
  const enrolment = createEnrolment({
    anchors: anchors.map((id) => ({ id, name: `The ${id}` })),
    clock,
    claims: (tag) => claimed.has(tag),
    badgeUuid,
    newId: () => `offer-${++nth}`,
    onChanged: (ref) => changed.push(ref),
  });
  const sighting = ({ tag, dbm, at = reception, power }: Heard): Parameters<Enrolment['hear']>[0] => ({
    tag,
    anchor: at,
    rssiDbm: dbm,
    heardAtBootMs: clock.bootMs(),
    ...(power === undefined ? {} : { measuredPowerDbm: power }),
  });
  return {
    clock,
    enrolment,
    claimed,
    changed,
    hear: (seconds, ...heard) => {
      for (let half = 0; half < seconds * 2; half++) {
        for (const one of heard) enrolment.hear(sighting(one));
        clock.advance(500);
      }
    },
    stateOf: (ref) => enrolment.holdingOf(ref)?.state,
    offered: (ref) => enrolment.holdingOf(ref)?.offer?.offer ?? '',
  };
}
