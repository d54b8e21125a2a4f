// People who chose to be seen on a wall: initials in a disc inside the circle they are in with 68 % certainty. They
// glide to a new place and fade while nothing new is heard of them.

import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { BoardPerson } from '#shared/wire/board.ts';
import s from './located-people.module.css';
import { NamedShape } from './named-shape.tsx';
import { type DiscShifts, placeDiscs } from './place-discs.ts';
import type { Box, PlanFit } from './plan-fit.ts';
import { shortLabel } from './short-label.ts';
import { fontFor } from './text-fit.ts';

type Props = {
  readonly fit: PlanFit;
  readonly people: readonly BoardPerson[];
  /** What has to stay readable under them. */
  readonly signs: readonly Box[];
};

export function LocatedPeople({ fit, people, signs }: Props): ReactNode {
  const disc = Math.min(19, Math.max(12, fit.scale * 0.46));
  const shown = useMemo(
    () =>
      people.map((person) => {
        const circle = Math.max(person.radiusM * fit.scale, disc + 4);
        return { person, key: person.key, at: fit.toPx(person), reachPx: circle };
      }),
    [fit, people, disc],
  );
  const last = useRef<DiscShifts>(new Map());
  const shifts = placeDiscs(shown, disc, fit.size, signs, last.current);
  useEffect(() => {
    last.current = shifts;
  });
  return (
    <g>
      {shown.map(({ person, key, at, reachPx }) => {
        const shift = shifts.get(key) ?? { x: 0, y: 0 };
        const discAt = { x: at.x + shift.x, y: at.y + shift.y };
        return <Person key={key} person={person} at={at} circle={reachPx} discAt={discAt} disc={disc} />;
      })}
    </g>
  );
}

type Place = { readonly x: number; readonly y: number };
type PersonProps = { person: BoardPerson; at: Place; circle: number; discAt: Place; disc: number };

function Person({ person, at, circle, discAt, disc }: PersonProps): ReactNode {
  const words = useWords();
  const text = shortLabel(person.label, disc * 1.7);
  return (
    <NamedShape
      name={words.say('plan.person', { label: person.label })}
      style={{ opacity: opacityFor(person.ageMs) }}
      data-person=""
    >
      <circle className={s.circle} r={circle} style={moveTo(at)} />
      <g className={s.disc} style={moveTo(discAt)}>
        <circle className={s.body} r={disc} />
        <text className={s.initials} fontSize={fontFor(text, disc * 1.6, disc * 2, disc * 0.92, 7) ?? 7}>
          {text}
        </text>
      </g>
    </NamedShape>
  );
}

function moveTo({ x, y }: Place): CSSProperties {
  return { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` };
}

/** Full for 15 s, then down to 0.45 at 90 s: fainter than that could not be read. */
function opacityFor(ageMs: number): number {
  const faded = (ageMs - seconds(15)) / seconds(75);
  return Math.round((1 - 0.55 * Math.min(1, Math.max(0, faded))) * 100) / 100;
}
