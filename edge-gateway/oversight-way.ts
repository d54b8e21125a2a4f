// What watches over the gateway itself, before anybody is located: the audit, the settings in force, and whether positions
// may be known at all. What changes is in the audit.

import type { OutboxEntry } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import { type AuditLog, createAuditLog } from './audit/audit-log.ts';
import type { Config } from './config.ts';
import { configHash } from './config-hash.ts';
import { type PositionsWay, startPositionsWay } from './positions-way.ts';
import type { Running } from './running.ts';
import { createSettings, type SettingsWay } from './settings-way.ts';
import type { Store } from './store/open-store.ts';
import type { Gates } from './watch/gates/gate.ts';
import type { Log } from './watch/log.ts';

export type Oversight = Running & {
  readonly audit: AuditLog;
  readonly settings: SettingsWay;
  readonly positions: PositionsWay;
  /** The company's rules as the booking system said them last. */
  readonly policy: () => Policy;
  readonly policySaid: (policy: Policy) => void;
};

type Deps = {
  readonly config: Config;
  readonly configPath?: string | undefined;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly gates: Gates;
  /** What was owed for too long is not owed any more, and what was believed because of it holds no more. */
  readonly onGivenUp: (entry: OutboxEntry) => void;
  /** `on: false`: everything known is zeroed before this returns. */
  readonly onPositions: (state: PositionsState) => void;
};

export function startOversight(deps: Deps): Oversight {
  const { config, clock, store, log } = deps;
  const audit = createAuditLog({ rows: store.audit, keys: store.dayKeys, clock });
  if (!audit.state().intact) log.warn({ stage: 'audit' }, 'the chain of the audit is broken; run npm run audit:verify');
  audit.note({ kind: 'started', version: deps.version, configSha256: configHash(config) }, null);
  let policy = defaultPolicy;
  const settings = createSettings({ config, store, clock, policy: () => policy });
  const notePositions = ({ on, why, failing, accepted }: PositionsState): void =>
    audit.note({ kind: 'positions', on, why: why ?? '', failing, accepted }, null);
  const positions = startPositionsWay({
    ...{ config, clock, gates: deps.gates, log: log.child({ stage: 'positions' }) },
    configPath: deps.configPath,
    storedOn: settings.positionsOn,
    onChange: (state) => {
      deps.onPositions(state);
      notePositions(state);
    },
  });
  notePositions(positions.state());
  store.listen({
    onDropped: (buckets) => audit.note({ kind: 'rows-dropped', buckets }, null),
    onTooOld: (entries) => {
      log.warn(
        { entries: entries.length },
        'the booking system was away for so long that entries were given up; look at the quarantine',
      );
      for (const entry of entries) deps.onGivenUp(entry);
    },
  });
  return {
    ...{ audit, settings, positions },
    policy: () => policy,
    policySaid: (said) => {
      const isNew = said.mode !== policy.mode || said.consentDocument.version !== policy.consentDocument.version;
      if (isNew) audit.note({ kind: 'policy', mode: said.mode, documentVersion: said.consentDocument.version }, null);
      policy = said;
      settings.follow();
    },
    stop: async () => {
      await positions.stop();
      audit.note({ kind: 'stopped' }, null);
      await audit.stop();
    },
  };
}
