// Desks as outlines and rooms with their names, so that one knows where one is on a plan that is about people alone.

import type { ReactNode } from 'react';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { boxOf, centreOf, inset, type PlanFit, pointsOf } from './plan-fit.ts';
import s from './space-outlines.module.css';
import { fontFor } from './text-fit.ts';

export function SpaceOutlines({ fit, floor }: { readonly fit: PlanFit; readonly floor: PlanFloor }): ReactNode {
  return floor.spaces.map((space) => {
    const box = inset(boxOf(fit, space.shape), 3);
    const px = space.kind === 'room' ? fontFor(space.name, box.w, box.h, 14, 9) : null;
    const { x, y } = centreOf(box);
    return (
      <g key={space.id}>
        <polygon className={s.space} points={pointsOf(fit, space.shape)} />
        {px !== null && (
          <text className={s.name} x={x} y={y} fontSize={px}>
            {space.name}
          </text>
        )}
      </g>
    );
  });
}
