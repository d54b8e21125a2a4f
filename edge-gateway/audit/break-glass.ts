// Break-glass instead of administrators' power: somebody asks with a reason, another person with another role approves, and
// for a quarter of an hour the one who asked sees one floor. Every step is in the audit before it takes effect, and the
// people seen are told before anything is shown: no audit, no look. Ending a case always works.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { hours } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { AnswerRequest, AskGlassRequest, GlassRequest, PrivacyRefusal } from '#shared/wire/privacy-desk.ts';
import type { Audit } from './audit-log.ts';
import { glassRoleOn, isPrivacyOfficer } from './duties.ts';
import { createGlassCases, type Ending, type GlassCase, type GlassCases } from './glass-cases.ts';
import { createRepeats } from './repeats.ts';

type Why = PrivacyRefusal['why'];
type Answer = Outcome<void, Why>;

/** A case as one person may know of it. */
type GlassSeen = GlassCase & { readonly mayAnswer: boolean; readonly mayLook: boolean };

export type BreakGlass = Running & {
  readonly ask: (by: SubjectRef, request: AskGlassRequest) => Answer;
  /** A privacy officer who did not ask says yes or no. */
  readonly answer: (by: SubjectRef, request: AnswerRequest) => Answer;
  /**
   * One look of who asked: written to the audit, then `see` is called for the floor, then the people in it are told, then
   * its view is answered. A repeat is another look. Made of what `see` gives at this moment only.
   */
  readonly look: <View>(by: SubjectRef, id: string, see: (glass: GlassCase) => Sight<View>) => Outcome<View, Why>;
  /** Who asked, or a privacy officer, ends it early or takes the question back. */
  readonly close: (by: SubjectRef, request: GlassRequest) => Answer;
  /** Positions went off: every case ends. */
  readonly positionsOff: () => void;
  /** What this person may know of: their own cases, and all of them for a privacy officer. */
  readonly casesFor: (by: SubjectRef) => readonly GlassSeen[];
  /** Until when somebody may look at this floor (epoch); null when nobody may. For the banner. */
  readonly openUntilMs: (floor: FloorId) => number | null;
};
/** What a look shows, and everybody who is in it. */
type Sight<View> = { readonly people: readonly SubjectRef[]; readonly view: View };

type Deps = {
  readonly clock: Clock;
  readonly audit: Audit;
  /** A random UUID for a case. */
  readonly newId: () => string;
  readonly floors: ReadonlySet<FloorId>;
  /** The person with the roles they have now; undefined when they are gone. */
  readonly viewer: (ref: SubjectRef) => Viewer | undefined;
  readonly positionsOn: () => boolean;
  /** Makes sure that these people will hear of it; see `people-told.ts`. */
  readonly tell: (glass: GlassCase, people: readonly SubjectRef[]) => Outcome<void, 'not-stored'>;
  /** Something about a case of this floor changed: boards and desks are out of date. */
  readonly onChange: (floor: FloorId) => void;
};
type Room = Deps & { readonly cases: GlassCases; readonly end: (glass: GlassCase, how: Ending, by: SubjectRef | null) => void };

/**
 * In an emergency somebody may need several floors one after the other; more than this in an hour wears down those who
 * approve, and is no emergency of one person any more.
 */
const mostAskedAnHour = 5;

export function createBreakGlass(deps: Deps): BreakGlass {
  /** Who was told already, by case: once each, however often they are looked at. */
  const told = new Map<string, ReadonlySet<SubjectRef>>();
  const over = (glass: GlassCase, how: Ending, by: SubjectRef | null): void => {
    deps.audit.note({ kind: 'glass-ended', case: glass.id, how }, by);
    told.delete(glass.id);
    deps.onChange(glass.floor);
  };
  const cases = createGlassCases(deps.clock, (glass, how) => over(glass, how, null));
  const end: Room['end'] = (glass, how, by) => {
    cases.drop(glass);
    over(glass, how, by);
  };
  const room = { ...deps, cases, end };
  const mayAskAgain = createHourlyLimit(deps.clock);
  const once = createRepeats();
  const endAll = (how: Ending): void => {
    for (const glass of cases.all()) end(glass, how, null);
  };
  return {
    ask: (by, request) => once(by, request.event, () => mayAskAgain(by, () => ask(room, by, request))),
    answer: (by, request) => once(by, request.event, () => answer(room, by, request)),
    look: (by, id, see) => look(room, told, by, id, see),
    close: (by, request) => once(by, request.event, () => close(room, by, request)),
    positionsOff: () => endAll('positions-off'),
    casesFor: (by) => casesFor(room, by),
    openUntilMs: (floor) => cases.all().find((glass) => glass.floor === floor && glass.approver !== null)?.untilMs ?? null,
    stop: async () => {
      endAll('closed');
      cases.stop();
    },
  };
}

function ask(room: Room, by: SubjectRef, { floor, reason, text }: AskGlassRequest): Answer {
  const viewer = room.viewer(by);
  const role = viewer && glassRoleOn(viewer, floor);
  if (!role) return refused('not-allowed');
  if (!room.floors.has(floor)) return refused('not-possible');
  if (!room.positionsOn()) return refused('positions-off');
  if (room.cases.all().some((glass) => glass.floor === floor)) return refused('already');
  const id = room.newId();
  const written = room.audit.write({ kind: 'glass-asked', case: id, reason, role }, by);
  if (!written.ok) return written;
  room.cases.begin({ id, floor, reason, text, asker: by, role, approver: null });
  room.onChange(floor);
  return done(undefined);
}

function answer(room: Room, by: SubjectRef, { id, yes }: AnswerRequest): Answer {
  const viewer = room.viewer(by);
  if (!viewer || !isPrivacyOfficer(viewer)) return refused('not-allowed');
  const glass = room.cases.find(id);
  if (glass === undefined) return refused('gone');
  if (glass.asker === by) return refused('same-person');
  if (glass.approver !== null) return refused('already');
  if (!yes) return refuseCase(room, glass, by);
  if (!mayStillAsk(room, glass)) {
    room.end(glass, 'closed', null);
    return refused('gone');
  }
  if (!room.positionsOn()) return refused('positions-off');
  const written = room.audit.write({ kind: 'glass-approved', case: id }, by);
  if (!written.ok) return written;
  room.cases.begin({ ...glass, approver: by });
  room.onChange(glass.floor);
  return done(undefined);
}

/** A no takes effect even while the audit can't be written. */
function refuseCase(room: Room, glass: GlassCase, by: SubjectRef): Answer {
  room.cases.drop(glass);
  room.audit.note({ kind: 'glass-refused', case: glass.id }, by);
  room.onChange(glass.floor);
  return done(undefined);
}

function look<View>(
  room: Room,
  told: Map<string, ReadonlySet<SubjectRef>>,
  by: SubjectRef,
  id: string,
  see: (glass: GlassCase) => Sight<View>,
): Outcome<View, Why> {
  const glass = room.cases.find(id);
  if (glass === undefined || glass.approver === null) return refused(mayUse(room, by) ? 'gone' : 'not-allowed');
  if (glass.asker !== by || !mayStillAsk(room, glass)) return refused('not-allowed');
  if (!room.positionsOn()) return refused('positions-off');
  const written = room.audit.write({ kind: 'glass-look', case: id }, by);
  if (!written.ok) return written;
  const { people, view } = see(glass);
  const before = told.get(id) ?? new Set();
  const news = people.filter((ref) => !before.has(ref));
  const sure = room.tell(glass, news);
  if (!sure.ok) return sure;
  told.set(id, new Set([...before, ...news]));
  return done(view);
}

function close(room: Room, by: SubjectRef, { id }: GlassRequest): Answer {
  const viewer = room.viewer(by);
  const glass = room.cases.find(id);
  if (!viewer) return refused('not-allowed');
  if (glass === undefined) return refused(mayUse(room, by) || isPrivacyOfficer(viewer) ? 'gone' : 'not-allowed');
  if (glass.asker !== by && !isPrivacyOfficer(viewer)) return refused('not-allowed');
  room.end(glass, 'closed', by);
  return done(undefined);
}

function casesFor(room: Room, by: SubjectRef): readonly GlassSeen[] {
  const viewer = room.viewer(by);
  if (!viewer) return [];
  const officer = isPrivacyOfficer(viewer);
  return room.cases
    .all()
    .filter((glass) => officer || glass.asker === by)
    .map((glass) => ({
      ...glass,
      mayAnswer: officer && glass.approver === null && glass.asker !== by,
      mayLook: glass.approver !== null && glass.asker === by && mayStillAsk(room, glass),
    }));
}

/** Whether who asked still has the role for it on that floor. */
function mayStillAsk(room: Room, { asker, floor }: GlassCase): boolean {
  const viewer = room.viewer(asker);
  return viewer !== undefined && glassRoleOn(viewer, floor) !== null;
}

/** Whether somebody may ask for any floor at all: others are not told whether a case exists. */
function mayUse(room: Room, by: SubjectRef): boolean {
  const viewer = room.viewer(by);
  return viewer !== undefined && [...room.floors].some((floor) => glassRoleOn(viewer, floor) !== null);
}

/** Counts what came of it; a refused question costs nothing. */
function createHourlyLimit(clock: Clock): (by: SubjectRef, task: () => Answer) => Answer {
  const askedAtBootMs = new Map<SubjectRef, readonly number[]>();
  return (by, task) => {
    const lately = (askedAtBootMs.get(by) ?? []).filter((atMs) => clock.bootMs() - atMs < hours(1));
    if (lately.length >= mostAskedAnHour) return refused('not-possible');
    const answered = task();
    if (answered.ok) askedAtBootMs.set(by, [...lately, clock.bootMs()]);
    return answered;
  };
}
