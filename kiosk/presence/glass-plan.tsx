// The floor of an open case with everybody located on it, by name: a disc where they are taken to be inside the circle
// they are in with 68 % certainty, and the name beside it where one fits. The table beside it says the same.

import { type ReactNode, useMemo } from 'react';
import { NamedShape } from '#kiosk/board/named-shape.tsx';
import { fitPlan, type PlanFit, type Size } from '#kiosk/board/plan-fit.ts';
import { PlanGround } from '#kiosk/board/plan-ground.tsx';
import { shortLabel } from '#kiosk/board/short-label.ts';
import { SpaceOutlines } from '#kiosk/board/space-outlines.tsx';
import { fontFor } from '#kiosk/board/text-fit.ts';
import { useSize } from '#kiosk/board/use-size.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import s from './glass-plan.module.css';
import type { GlassPerson } from './people-by-zone.ts';
import { type NamedDot, placeNames } from './place-names.ts';

type Props = { readonly floor: PlanFloor; readonly people: readonly GlassPerson[] };

const marginPx = 10;

export function GlassPlan(props: Props): ReactNode {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={s.frame}>
      {size && size.w > 0 && <Drawing {...props} size={size} />}
    </div>
  );
}

function Drawing({ floor, people, size }: Props & { readonly size: Size }): ReactNode {
  const words = usePresenceWords();
  const fit = useMemo(() => fitPlan(floor.outline, size, marginPx), [floor, size]);
  const dots = useMemo(() => placeNames(fit, people), [fit, people]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can not hold a drawing.
    <svg
      className={s.plan}
      width={size.w}
      height={size.h}
      role="group"
      aria-label={words.say('presence.look.plan', { floor: floor.name })}
    >
      <PlanGround fit={fit} floor={floor} />
      <SpaceOutlines fit={fit} floor={floor} />
      {dots.map((dot, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name, and a look carries no other key.
        <Person key={`${dot.name} ${i}`} dot={dot} fit={fit} />
      ))}
    </svg>
  );
}

function Person({ dot, fit }: { readonly dot: NamedDot; readonly fit: PlanFit }): ReactNode {
  const { name, at, disc, discPx, radiusM, label } = dot;
  const initials = shortLabel(name, discPx * 1.7);
  return (
    <NamedShape name={name} data-glass-person="">
      <circle className={s.circle} cx={at.x} cy={at.y} r={Math.max(radiusM * fit.scale, discPx + 4)} />
      <circle className={s.disc} cx={disc.x} cy={disc.y} r={discPx} />
      <text
        className={s.initials}
        x={disc.x}
        y={disc.y}
        fontSize={fontFor(initials, discPx * 1.6, discPx * 2, discPx * 0.92, 7) ?? 7}
      >
        {initials}
      </text>
      {label && (
        <text className={s.name} x={label.x} y={label.y + label.h / 2} fontSize={dot.fontPx}>
          {name}
        </text>
      )}
    </NamedShape>
  );
}
