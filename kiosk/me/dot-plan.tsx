// The own place on the plan of its floor: the dot in its 68 % circle, and a line to every receiver here that heard it,
// thicker where it was louder. Nobody else and nothing bookable is drawn, because this is about one dot.

import { type ReactNode, useMemo } from 'react';
import { fitPlan, type PlanFit } from '#kiosk/board/plan-fit.ts';
import { PlanGround } from '#kiosk/board/plan-ground.tsx';
import { SpaceOutlines } from '#kiosk/board/space-outlines.tsx';
import { useSize } from '#kiosk/board/use-size.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { OwnDot } from '#shared/wire/me.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import s from './dot-plan.module.css';

type Props = { readonly floor: PlanFloor; readonly dot: OwnDot };

const marginPx = 10;

export function DotPlan(props: Props): ReactNode {
  const [ref, size] = useSize<HTMLDivElement>();
  const fit = useMemo(() => (size ? fitPlan(props.floor.outline, size, marginPx) : null), [props.floor, size]);
  return (
    <div ref={ref} className={s.frame}>
      {fit && fit.size.w > 0 && <Drawing {...props} fit={fit} />}
    </div>
  );
}

function Drawing({ floor, dot, fit }: Props & { readonly fit: PlanFit }): ReactNode {
  const words = useMeWords();
  const here = dot.place && fit.toPx(dot.place);
  return (
    <svg
      className={s.plan}
      width={fit.size.w}
      height={fit.size.h}
      role="img"
      aria-label={words.say('me.dot.plan', { floor: floor.name })}
    >
      <PlanGround fit={fit} floor={floor} />
      <SpaceOutlines fit={fit} floor={floor} />
      {dot.anchors
        .filter((anchor) => anchor.floor === dot.floor)
        .map((anchor) => {
          const at = fit.toPx(anchor);
          return (
            <g key={`${anchor.x} ${anchor.y}`}>
              {here && (
                <line className={s.heard} x1={at.x} y1={at.y} x2={here.x} y2={here.y} strokeWidth={widthFor(anchor.rssiDbm)} />
              )}
              <rect className={s.anchor} x={at.x - 5} y={at.y - 5} width="10" height="10" rx="2.500" />
            </g>
          );
        })}
      {here && dot.place && (
        <g className={s.own} style={{ transform: `translate(${here.x.toFixed(1)}px, ${here.y.toFixed(1)}px)` }}>
          <circle className={s.circle} r={Math.max(dot.place.radiusM * fit.scale, 13)} />
          <circle className={s.dot} r="8" />
        </g>
      )}
    </svg>
  );
}

/** 6 px at -50 dBm and above, 1.5 px at -90 dBm and below. */
function widthFor(rssiDbm: number): number {
  return 1.5 + 4.5 * Math.min(1, Math.max(0, (rssiDbm + 90) / 40));
}
