// The plan of one floor with everything that is known about it. Draws from props only.

import { type ReactNode, useId, useMemo } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import { type BoardView, spaceOf } from './board-view.ts';
import { Desk } from './desk.tsx';
import { DeskPicker, type Picking } from './desk-picker.tsx';
import s from './floor-plan.module.css';
import { LocatedPeople } from './located-people.tsx';
import { boxOf, fitPlan, inset, type PlanFit, type Size } from './plan-fit.ts';
import { PlanGround } from './plan-ground.tsx';
import { placeHere, placeZoneLabels } from './plan-labels.ts';
import { HereView, ZoneLabelView } from './plan-labels-view.tsx';
import { type PlanLabels, signBoxes } from './plan-signs.ts';
import { zonePill, zonePresence } from './presence-words.ts';
import { Room } from './room.tsx';
import { HatchPattern } from './space-mark.tsx';
import { useSize } from './use-size.ts';
import { useSpaceWords } from './use-space-words.ts';

const marginPx = 8;

type Props = {
  readonly view: BoardView;
  /** The space a person at the pad is asking about. */
  readonly marked: SpaceId | null;
  readonly picking: Picking | null;
};

export function FloorPlan({ view, marked, picking }: Props): ReactNode {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={s.room}>
      {size && size.w > 0 && size.h > 0 && <Drawing view={view} marked={marked} picking={picking} size={size} />}
    </div>
  );
}

function Drawing({ view, marked, picking, size }: Props & { readonly size: Size }): ReactNode {
  const words = useWords();
  const hatch = useId();
  const { floor } = view;
  const fit = useMemo(() => fitPlan(floor.outline, size, marginPx), [floor, size]);
  const saying = useSpaceWords();
  const labels = usePlanLabels(view, fit);
  const markedSpace = floor.spaces.find((space) => space.id === marked);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can not hold a drawing. */}
      <svg
        className={s.plan}
        width={size.w}
        height={size.h}
        role="group"
        aria-label={words.say('plan.label', { floor: floor.name })}
      >
        <defs>
          <HatchPattern id={hatch} />
        </defs>
        <PlanGround fit={fit} floor={floor} />
        {floor.spaces.map((space) => {
          const props = { fit, space, now: spaceOf(view, space.id), nowMs: view.nowMs, hatch };
          return space.kind === 'room' ? <Room key={space.id} {...props} /> : <Desk key={space.id} {...props} />;
        })}
        {markedSpace && <Mark fit={fit} shape={markedSpace.shape} />}
        <Labels view={view} labels={labels} />
        {/* A new size is a new drawing: nobody glides because a panel opened. */}
        <LocatedPeople key={fit.scale} fit={fit} people={view.people} signs={signBoxes(fit, view, saying, labels)} />
      </svg>
      {picking && <DeskPicker fit={fit} floor={floor} picking={picking} />}
    </>
  );
}

function usePlanLabels(view: BoardView, fit: PlanFit): PlanLabels {
  const words = useWords();
  const { floor, presence, plan } = view;
  const at = plan.display.floor === floor.id ? plan.display.at : undefined;
  const here = useMemo(() => (at ? placeHere(fit, floor, at, words.say('plan.here')) : null), [fit, floor, at, words]);
  const zones = useMemo(() => {
    const texts = floor.zones.map((z) => ({ zone: z.id, name: z.name, pill: zonePill(presence, z.id, words) }));
    return placeZoneLabels(fit, floor, texts, here);
  }, [fit, floor, presence, words, here]);
  return { zones, here };
}

function Labels({ view, labels }: { readonly view: BoardView; readonly labels: PlanLabels }): ReactNode {
  const words = useWords();
  return (
    <>
      {labels.zones.map((label) => {
        const presence = zonePresence(view.presence, label.zone, words);
        const says = words.say('presence.zone', { zone: label.name, presence });
        return <ZoneLabelView key={label.zone} label={label} says={says} />;
      })}
      {labels.here && <HereView here={labels.here} text={words.say('plan.here')} />}
    </>
  );
}

function Mark({ fit, shape }: { readonly fit: PlanFit; readonly shape: BoardView['floor']['outline'] }): ReactNode {
  const box = inset(boxOf(fit, shape), -5);
  return <rect className={s.mark} x={box.x} y={box.y} width={box.w} height={box.h} rx="8" />;
}
