// The wall in an emergency or a drill: everything else gives way. What to do, readable across a hall; below it the roll call
// of the floors this display shows, or the one question that was asked about one person.

import { type ReactNode, useState } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { GlassBanner } from '#kiosk/board/glass-banner.tsx';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Emergency, MarkRequest } from '#shared/wire/emergency.ts';
import { EmergencyBand } from './emergency-band.tsx';
import s from './emergency-screen.module.css';
import { MarkQuestion } from './mark-question.tsx';
import { RollCall } from './roll-call.tsx';
import { personOf } from './roll-order.ts';
import { useMarks } from './use-marks.ts';

type Props = {
  readonly view: BoardView;
  readonly emergency: NonNullable<BoardView['emergency']>;
  readonly mark: (mark: MarkRequest) => void;
  readonly clock: Clock;
};

export function EmergencyScreen({ view, emergency, mark, clock }: Props): ReactNode {
  const { roll } = emergency;
  const [asking, setAsking] = useState<string | null>(null);
  const marking = useMarks(roll, mark, clock);
  const away = awaySinceMs(view);
  const asked = asking !== null && away === null ? personOf(roll.floors, asking) : undefined;
  return (
    <div className={s.screen} data-emergency={roll.drill ? 'drill' : 'real'}>
      <EmergencyBand roll={roll} nowMs={view.nowMs} />
      <GlassBanner view={view} />
      <AwayNote sinceMs={away} asOfMs={emergency.asOfMs} />
      <main className={s.main}>
        {asked ? (
          <MarkQuestion
            key={`${asked.key} ${asked.safe}`}
            person={asked}
            drill={roll.drill}
            clock={clock}
            answer={(yes) => {
              setAsking(null);
              if (yes) marking.mark(asked.key, !asked.safe);
            }}
          />
        ) : (
          <RollCall
            roll={roll}
            plan={view.plan}
            marks={marking.marks}
            nowMs={clock.bootMs()}
            ask={away === null ? setAsking : null}
          />
        )}
      </main>
    </div>
  );
}

/** Since when a mark made here would reach nobody; null while it would. */
function awaySinceMs({ freshness }: BoardView): number | null {
  return freshness.kind === 'gone' || freshness.kind === 'unknown-display' ? freshness.sinceMs : null;
}

type AwayProps = { readonly sinceMs: number | null; readonly asOfMs: Emergency['startedMs'] };

function AwayNote({ sinceMs, asOfMs }: AwayProps): ReactNode {
  const words = useWords();
  return (
    <div role="status" className={s.away}>
      {sinceMs !== null && (
        <p className={s.note}>{words.say('emergency.gone', { time: words.time(sinceMs), asOf: words.time(asOfMs) })}</p>
      )}
    </div>
  );
}
