// The plan of one assigned floor: the wall's own signs for every space that matches, outlines for the others, and known
// presence by zone. Nobody is on it: a console shows no more than a wall without names.

import { type ReactNode, useId, useMemo } from 'react';
import { type BoardView, spaceOf } from '#kiosk/board/board-view.ts';
import { Desk } from '#kiosk/board/desk.tsx';
import { fitPlan, type Size } from '#kiosk/board/plan-fit.ts';
import { PlanGround } from '#kiosk/board/plan-ground.tsx';
import { placeZoneLabels } from '#kiosk/board/plan-labels.ts';
import { ZoneLabelView } from '#kiosk/board/plan-labels-view.tsx';
import { zonePill, zonePresence } from '#kiosk/board/presence-words.ts';
import { Room } from '#kiosk/board/room.tsx';
import { HatchPattern } from '#kiosk/board/space-mark.tsx';
import { SpaceOutlines } from '#kiosk/board/space-outlines.tsx';
import { useSize } from '#kiosk/board/use-size.ts';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import s from './now-floor.module.css';

type Props = { readonly view: BoardView; readonly spaces: PlanFloor['spaces'] };

const marginPx = 8;

export function NowPlan(props: Props): ReactNode {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={s.plan}>
      {size && size.w > 0 && size.h > 0 && <Drawing {...props} size={size} />}
    </div>
  );
}

function Drawing({ view, spaces, size }: Props & { readonly size: Size }): ReactNode {
  const words = useWords();
  const hatch = useId();
  const { floor, presence, nowMs } = view;
  const fit = useMemo(() => fitPlan(floor.outline, size, marginPx), [floor, size]);
  const zones = useMemo(() => {
    const texts = floor.zones.map((z) => ({ zone: z.id, name: z.name, pill: zonePill(presence, z.id, words) }));
    return placeZoneLabels(fit, floor, texts, null);
  }, [fit, floor, presence, words]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can not hold a drawing.
    <svg width={size.w} height={size.h} role="group" aria-label={words.say('plan.label', { floor: floor.name })}>
      <defs>
        <HatchPattern id={hatch} />
      </defs>
      <PlanGround fit={fit} floor={floor} />
      <SpaceOutlines fit={fit} floor={{ ...floor, spaces: floor.spaces.filter((space) => !spaces.includes(space)) }} />
      {spaces.map((space) => {
        const props = { fit, space, now: spaceOf(view, space.id), nowMs, hatch };
        return space.kind === 'room' ? <Room key={space.id} {...props} /> : <Desk key={space.id} {...props} />;
      })}
      {zones.map((label) => {
        const says = words.say('presence.zone', { zone: label.name, presence: zonePresence(presence, label.zone, words) });
        return <ZoneLabelView key={label.zone} label={label} says={says} />;
      })}
    </svg>
  );
}
