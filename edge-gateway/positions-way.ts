// Whether positions may be known now: the machine's gates, the configuration's line and the administrators' switch become
// one state. It only says so; who asks it (the consent gate, the vault, boards) acts on it.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Health } from '#shared/wire/health.ts';
import type { Config } from './config.ts';
import type { Running } from './running.ts';
import type { Gate, Gates } from './watch/gates/gate.ts';
import { watchKillSwitch } from './watch/kill-switch.ts';

type Deps = {
  readonly config: Pick<Config, 'positions'>;
  /** The configuration file, whose line `positions.enabled` is watched; without it the line read at start holds. */
  readonly configPath?: string | undefined;
  readonly clock: Clock;
  readonly log: { readonly info: LogLine; readonly warn: LogLine };
  /** The administrators' switch as the store has it; after a change of it call `judge`. */
  readonly storedOn: () => boolean;
  readonly gates: Gates;
  /** The state is another one than before; not called at start. `on: false`: zero vault and engine before you return. */
  readonly onChange: (state: PositionsState) => void;
};
type LogLine = (fields: object, message: string) => void;

export type PositionsWay = Running & {
  readonly state: () => PositionsState;
  /** Looks at everything now instead of at the next turn. */
  readonly judge: () => void;
  readonly health: () => Health['positions'];
};

const judgeEveryMs = seconds(10);

/** Judges at once and then every ten seconds; the configuration's line is looked at twice a second. */
export function startPositionsWay(deps: Deps): PositionsWay {
  const { config, clock, log, gates } = deps;
  const accepts = new Set(config.positions.acceptRisks);
  const line = watchKillSwitch({
    path: deps.configPath,
    enabledAtStart: config.positions.enabled,
    clock,
    notice: (sentence) => log.warn({}, sentence),
    onChange: () => judge(),
  });
  let judged: readonly Gate[] = [];
  const look = (): PositionsState => {
    const closed = gates.judge().filter((gate) => !gate.ok);
    tellGates(log, judged, closed);
    judged = closed;
    return stateOf({ closed, accepts, enabled: line.enabled(), storedOn: deps.storedOn() });
  };
  let state = look();
  tellState(log, state);
  let stopped = false;
  const judge = (): void => {
    if (stopped) return;
    const before = state;
    state = look();
    if (JSON.stringify(state) === JSON.stringify(before)) return;
    if (state.on !== before.on || state.why !== before.why) tellState(log, state);
    deps.onChange(state);
  };
  gates.onChange(judge);
  const cancel = clock.every(judgeEveryMs, judge);
  return {
    state: () => state,
    judge,
    health: () => ({
      state: state.on ? 'up' : state.why === 'gates' ? 'down' : 'off',
      detail: judged.map(({ name, sentence }) => (accepts.has(name) ? `${sentence} ${acceptedRisk}` : sentence)),
    }),
    stop: async () => {
      stopped = true;
      cancel();
      line.stop();
    },
  };
}

const acceptedRisk = 'The configuration accepts this risk (positions.acceptRisks).';

type Facts = {
  /** The gates that fail. */
  readonly closed: readonly Gate[];
  readonly accepts: ReadonlySet<Gate['name']>;
  readonly enabled: boolean;
  readonly storedOn: boolean;
};

/** Whoever switched it off comes before what the machine lacks. */
function stateOf({ closed, accepts, enabled, storedOn }: Facts): PositionsState {
  const failing = closed.map((gate) => gate.name).filter((name) => !accepts.has(name));
  const accepted = closed.map((gate) => gate.name).filter((name) => accepts.has(name));
  const why = enabled ? (storedOn ? (failing.length > 0 ? 'gates' : null) : 'switched-off') : 'configured-off';
  return { on: why === null, why, failing, accepted };
}

function tellGates(log: Deps['log'], before: readonly Gate[], now: readonly Gate[]): void {
  const had = (gates: readonly Gate[], one: Gate): boolean => gates.some(({ sentence }) => sentence === one.sentence);
  for (const closed of now) if (!had(before, closed)) log.warn({ gate: closed.name }, closed.sentence);
  for (const { name } of before)
    if (!now.some((closed) => closed.name === name)) log.info({ gate: name }, 'a gate of the positions stands open again');
}

const sentences = {
  on: 'positions are on',
  gates: 'positions are off, because a gate fails: nothing is admitted from the radio and everything known is zeroed',
  'switched-off': 'positions are off: an administrator switched them off',
  'configured-off': 'positions are off: the configuration says positions.enabled: false',
} as const;

function tellState(log: Deps['log'], { why, accepted }: PositionsState): void {
  if (why !== null) log.warn({}, sentences[why]);
  else log.info({ acceptedRisks: accepted }, sentences.on);
}
