// People who chose to be seen on a wall: initials in a disc inside the circle they are in with 68 % certainty. They
// glide to a new place and fade while nothing new is heard of them.

import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { BoardPerson } from '#shared/wire/board.ts';
import s from './located-people.module.css';
import { NamedShape } from './named-shape.tsx';
import type { PlanFit } from './plan-fit.ts';
import { shortLabel } from './short-label.ts';
import { spreadApart } from './spread-apart.ts';
import { fontFor } from './text-fit.ts';

type Props = { readonly fit: PlanFit; readonly people: readonly BoardPerson[] };

export function LocatedPeople({ fit, people }: Props): ReactNode {
  const disc = Math.min(19, Math.max(12, fit.scale * 0.46));
  const places = useMemo(() => people.map((p) => fit.toPx(p)), [fit, people]);
  const discs = spreadApart(places, disc * 2 + 2);
  return (
    <g>
      {people.map((person, i) => {
        const at = places[i] ?? { x: 0, y: 0 };
        return <Person key={person.key} person={person} at={at} discAt={discs[i] ?? at} disc={disc} scale={fit.scale} />;
      })}
    </g>
  );
}

type Place = { readonly x: number; readonly y: number };
type PersonProps = { person: BoardPerson; at: Place; discAt: Place; disc: number; scale: number };

function Person({ person, at, discAt, disc, scale }: PersonProps): ReactNode {
  const words = useWords();
  const text = shortLabel(person.label, disc * 1.7);
  const circle = Math.max(person.radiusM * scale, disc + 4);
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
