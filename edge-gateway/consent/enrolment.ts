// Bringing a tag by holding it to an anchor: one person at a time, one tag of nobody's, and only for a minute. What is held
// is offered to them by its print, and theirs only once they have confirmed it. While nobody enrols a sighting costs one
// comparison here and nothing of it is kept (S1, S22).

import type { Clock } from '#shared/kit/clock.ts';
import type { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';
import type { Holding } from '#shared/wire/me.ts';
import { createHeldTags, type Held, type HeldTags } from './held-tag.ts';
import { printedOf } from './printed-tag.ts';
import { createTakenTags } from './taken-tags.ts';
import { createTurns } from './turns.ts';

export type EnrolmentDeps = {
  /** Those marked `enrols` in the site. */
  readonly anchors: readonly { readonly id: AnchorId; readonly name: string }[];
  readonly clock: Clock;
  /** Whether the tag is somebody's already. */
  readonly claims: (tag: TagId) => boolean;
  readonly badgeUuid?: string | undefined;
  /** A fresh random id. */
  readonly newId: () => string;
  /** `holdingOf` this person has another answer now. */
  readonly onChanged: (ref: SubjectRef) => void;
};

export type Enrolment = {
  /** This person is about to hold their tag to an anchor; ends whatever they began before. */
  readonly begin: (ref: SubjectRef) => Holding | 'no-anchor';
  /** To be told of every sighting before consent. */
  readonly hear: (sighting: Sighting) => void;
  /** How far this person is; null when they are not enrolling. */
  readonly holdingOf: (ref: SubjectRef) => Holding | null;
  /** The person confirms what they were offered: the tag, once; null when the offer is another's, or over. */
  readonly take: (ref: SubjectRef, offer: string) => TagId | null;
  /** They changed their mind, signed out or withdrew. */
  readonly leave: (ref: SubjectRef) => void;
  /** Ends everything and waits for nothing more. */
  readonly stop: () => void;
};

/** What is done in the turn that runs: listening, or with the offer made, when every other tag is gone already. */
type Stage = { readonly tags: HeldTags } | { readonly offer: NonNullable<Holding['offer']>; readonly tag: TagId };

/**
 * Nobody says which anchor they stand at, so it is one person's turn at all of them. Whoever comes meanwhile waits, is
 * told so, and has their full minute afterwards.
 */
export function createEnrolment(deps: EnrolmentDeps): Enrolment {
  const { clock, claims, badgeUuid, onChanged } = deps;
  const ids = new Set(deps.anchors.map(({ id }) => id));
  const taken = createTakenTags(clock);
  let stage: Stage | null = null;
  let told: Held = 'none';
  const listen = (ref: SubjectRef): void => {
    stage = { tags: createHeldTags(ids, (tag) => !claims(tag) && !taken.byOther(tag, ref)) };
    told = 'none';
  };
  const turns = createTurns({
    clock,
    onTurn: (ref) => {
      listen(ref);
      onChanged(ref);
    },
    onOver: (ref) => {
      stage = null;
      onChanged(ref);
    },
  });
  const follow = (held: Held, ref: SubjectRef): void => {
    if (held === told) return;
    told = held;
    if (typeof held !== 'string') {
      const anchorName = deps.anchors.find(({ id }) => id === held.anchor)?.name ?? '';
      stage = { offer: { offer: deps.newId(), printed: printedOf(held.tag, badgeUuid), anchorName }, tag: held.tag };
      turns.prolong();
    }
    onChanged(ref);
  };
  const holdingOf = (ref: SubjectRef): Holding | null => {
    const endsAtBootMs = turns.endsAtBootMs(ref);
    if (endsAtBootMs === null) return null;
    const untilMs = Math.round(clock.wallMs() + endsAtBootMs - clock.bootMs());
    return { untilMs, ...shown(turns.current() === ref ? stage : null, clock.bootMs()) };
  };
  return {
    begin: (ref) => {
      if (ids.size === 0) return 'no-anchor';
      turns.ask(ref);
      return holdingOf(ref) ?? 'no-anchor';
    },
    hear: (sighting) => {
      const listening = stage;
      if (listening === null || !('tags' in listening) || !listening.tags.hear(sighting)) return;
      const ref = turns.current();
      if (ref !== null && stage === listening) follow(listening.tags.held(sighting.heardAtBootMs), ref);
    },
    holdingOf,
    take: (ref, offer) => {
      if (turns.current() !== ref || stage === null || !('offer' in stage) || stage.offer.offer !== offer) return null;
      const { tag } = stage;
      const isFree = !claims(tag);
      if (isFree) taken.keep(tag, ref);
      turns.leave(ref);
      return isFree ? tag : null;
    },
    leave: turns.leave,
    stop: () => {
      turns.stop();
      taken.stop();
    },
  };
}

/** `null`: it is another's turn. */
function shown(stage: Stage | null, nowBootMs: number): Pick<Holding, 'state' | 'offer'> {
  if (stage === null) return { state: 'waiting' };
  if ('offer' in stage) return { state: 'offered', offer: stage.offer };
  return { state: stage.tags.held(nowBootMs) === 'several' ? 'several' : 'listening' };
}
