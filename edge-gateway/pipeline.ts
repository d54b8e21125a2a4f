// The way of a sighting through the house, as a list. Each stage is fitted in front of the next one; what a stage hands
// on has another type than what it takes, so a stage that is left out or swapped does not compile. Read the folder of a
// stage to see how, and sighting-way.ts to see with what it is built.

import type { Fix } from '#shared/model/fix.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { ConsentedSighting, RangedSighting, Sighting } from '#shared/model/sighting.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { Running } from './running.ts';

/** A stage takes what it handles and hands on zero or more of what it makes. */
export type Stage<In, Out> = (handOn: (made: Out) => void) => (taken: In) => void;

/** The one thing that may be pushed: a floor as an audience may see it, made when it is asked for. */
export type MaskedView<Audience> = { readonly floor: FloorId; readonly boardFor: (audience: Audience) => Masked<Board> };

export type Pipeline<Raw, Audience> = readonly [
  /** Radio in: bytes and the moment they arrived. */
  receive: (handOn: (raw: Raw) => void) => Promise<Running>,
  /** Bytes become signal strengths between an anchor and a tag, or a person's phone, or a counted reason. */
  decode: Stage<Raw, Sighting | RangedSighting>,
  /** Tags of people who said yes become subjects, phones of such people pass; everything else ends here, unseen. */
  consent: Stage<Sighting | RangedSighting, ConsentedSighting>,
  /** Signal strengths become places, as sure as the radio allows. */
  locate: Stage<ConsentedSighting, Fix>,
  /** The newest place of each subject, for less than 30 minutes, in zeroable memory; tells which floor changed. */
  remember: Stage<Fix, FloorId>,
  /** What is known becomes what an audience may see. */
  mask: Stage<FloorId, MaskedView<Audience>>,
  /** Out to the displays that look at this floor. */
  push: (view: MaskedView<Audience>) => void,
];

/** Fits the stages together and opens the first; stopping it stops the radio. */
export function runPipeline<Raw, Audience>(stages: Pipeline<Raw, Audience>): Promise<Running> {
  const [receive, decode, consent, locate, remember, mask, push] = stages;
  return receive(decode(consent(locate(remember(mask(push))))));
}
