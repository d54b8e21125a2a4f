// Teach by standing: while a visit runs, everything heard of one tag of the installer's kit is gathered per anchor, and
// becomes stationary samples of the spot. The tags of the kit are nobody's: what is heard of them goes nowhere else.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, type Refusal, refused } from '#shared/kit/outcome.ts';
import type { AnchorId, TagId } from '#shared/model/ids.ts';
import { rssiRangeDbm, type Sighting } from '#shared/model/sighting.ts';
import type { Floor } from '#shared/model/site.ts';
import type { VisitRefusalReason, VisitRequest, VisitState } from '#shared/wire/calibration.ts';
import type { CalibrationSample } from '../calibration.ts';
import { standsOn } from './check.ts';

export type Teaching = {
  /** Starts a visit; it ends by itself. */
  readonly begin: (visit: VisitRequest) => Outcome<VisitState, VisitRefusalReason>;
  /** True for a tag of the kit: the sighting is then used up, whether a visit runs or not. */
  readonly takes: (sighting: Sighting) => boolean;
  readonly state: () => VisitState;
  /** Ends the running visit and keeps nothing of it; false when none runs. Also to be called at the end of the process. */
  readonly cancel: () => boolean;
};

type Deps = {
  readonly clock: Clock;
  readonly floors: readonly Floor[];
  /** Tags of the installer's kit. */
  readonly kit: ReadonlySet<TagId>;
  /** Has a person claimed this tag? Asked at the beginning and at the end of a visit. */
  readonly isSomebodys: (tag: TagId) => boolean;
  /** Puts the samples of one visit where they last; the value is warnings about them. */
  readonly keep: (samples: readonly CalibrationSample[]) => Outcome<readonly string[], 'not-stored'>;
};

const fewestAnchors = 3;
const fewestReadings = 5;
/** Of one anchor in one visit; a scanner that repeats itself does not fill the memory. */
const mostReadings = 600;

type Visit = {
  readonly request: VisitRequest;
  readonly fromBootMs: number;
  readonly heard: Map<AnchorId, number[]>;
  readonly cancelEnd: Cancel;
};

export function createTeaching(deps: Deps): Teaching {
  const { clock, kit } = deps;
  let running: Visit | null = null;
  let last: VisitState = { state: 'none' };
  const end = (visit: Visit): void => {
    running = null;
    last = resultOf(visit, deps);
  };
  const state = (): VisitState => (running === null ? last : progressOf(running, clock));
  return {
    state,
    begin: (request) => {
      if (running !== null) return refused('busy', 'Another visit is running. Wait for its end, or cancel it.');
      const refusal = refusalOf(request, deps);
      if (refusal !== null) return refusal;
      const cancelEnd = clock.after(seconds(request.seconds), () => end(visit));
      const visit: Visit = { request, fromBootMs: clock.bootMs(), heard: new Map(), cancelEnd };
      running = visit;
      return done(state());
    },
    takes: (sighting) => {
      if (!kit.has(sighting.tag)) return false;
      if (running !== null && running.request.tag === sighting.tag) gather(running, sighting);
      return true;
    },
    cancel: () => {
      if (running === null) return false;
      running.cancelEnd();
      last = { state: 'cancelled', spot: spotOf(running) };
      running = null;
      return true;
    },
  };
}

function refusalOf({ floor, x, y, tag }: VisitRequest, { floors, kit, isSomebodys }: Deps): Refusal<VisitRefusalReason> | null {
  const outline = floors.find((known) => known.id === floor)?.outline;
  if (outline === undefined) return refused('unknown-floor', 'The site has no such floor. See its site.yaml.');
  if (!standsOn(outline, { x, y })) return refused('outside-floor', 'This spot is outside the outline of the floor.');
  if (!kit.has(tag)) {
    return refused(
      'not-a-calibration-tag',
      'Only tags under calibrationTags in gateway.yaml may teach, so that nobody else is followed.',
    );
  }
  return isSomebodys(tag) ? somebodys : null;
}

const somebodys = refused(
  'tag-is-somebodys',
  'A person has claimed this tag. Take another one, and remove it from calibrationTags.',
);

/** A reading of before the visit, delivered late, is of another place. */
function gather(visit: Visit, { anchor, rssiDbm, heardAtBootMs }: Sighting): void {
  if (!(rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max) || !(heardAtBootMs >= visit.fromBootMs)) return;
  const readings = visit.heard.get(anchor) ?? [];
  visit.heard.set(anchor, readings);
  if (readings.length < mostReadings) readings.push(rssiDbm);
}

function resultOf(visit: Visit, deps: Deps): VisitState {
  const about = { spot: spotOf(visit), heardBy: heardBy(visit) };
  const kept = verdictOn(visit, deps);
  if (kept.ok) return { state: 'kept', ...about, warnings: [...kept.value] };
  return { state: 'refused', ...about, why: kept.why, detail: kept.detail ?? '' };
}

function verdictOn(visit: Visit, { keep, isSomebodys }: Deps): Outcome<readonly string[], VisitRefusalReason> {
  const { request, heard } = visit;
  const readings = heardBy(visit).reduce((sum, own) => sum + own.readings, 0);
  if (isSomebodys(request.tag)) return somebodys;
  if (heard.size < fewestAnchors) {
    return refused(
      'too-few-anchors',
      `Only ${heard.size} anchors heard the tag; at least ${fewestAnchors} are needed. Is it on?`,
    );
  }
  if (readings < fewestReadings) {
    return refused('too-few-readings', `Only ${readings} readings came; at least ${fewestReadings} are needed. Stand longer.`);
  }
  const { floor, x, y } = request;
  return keep([...heard].map(([anchor, rssi]) => ({ floor, x, y, anchor, rssi })));
}

function progressOf(visit: Visit, clock: Clock): VisitState {
  const leftMs = visit.fromBootMs + seconds(visit.request.seconds) - clock.bootMs();
  const secondsLeft = Math.max(0, Math.ceil(leftMs / seconds(1)));
  return { state: 'running', spot: spotOf(visit), secondsLeft, heardBy: heardBy(visit) };
}

function heardBy({ heard }: Visit): { anchor: AnchorId; readings: number }[] {
  return [...heard].map(([anchor, readings]) => ({ anchor, readings: readings.length }));
}

function spotOf({ request: { floor, x, y } }: Visit): Pick<VisitRequest, 'floor' | 'x' | 'y'> {
  return { floor, x, y };
}
