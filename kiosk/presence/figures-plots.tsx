// The plots in their order, each with its sentence and its table.

import type { ReactNode } from 'react';
import { useFiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import type { UsePeriod } from '#shared/wire/utilisation.ts';
import { kindsPlot, roomsPlot, zonesPlot } from './figures-bars.ts';
import { heatPlot } from './figures-heat.ts';
import { linePlot } from './figures-line.ts';
import { PlotCard } from './figures-plot-card.tsx';
import s from './figures-plots.module.css';
import { isByWeek } from './figures-read.ts';
import { HeatTable, KindsTable, LineTable, RoomsTable, ZonesTable } from './figures-tables.tsx';
import { heatWords, kindsWords, lineWords, roomsWords, zonesWords } from './figures-words.ts';
import type { Shown } from './use-figures.ts';

export type ZoneRow = UsePeriod['perZone'][number] & { readonly name: string };
type Props = { readonly shown: Shown; readonly floors: readonly PlanFloor[] };

export function FiguresPlots({ shown, floors }: Props): ReactNode {
  const words = useFiguresWords();
  const { figures } = shown;
  const { period } = figures;
  const gone = words.say('figures.zones.gone');
  const zones = namedZones(period, floors, gone, (zone, floor) => words.say('figures.zones.name', { zone, floor }));
  const card = { range: period };
  const lineTitle = words.say(isByWeek(period) ? 'figures.line.weeks' : 'figures.line.days');
  return (
    <>
      <PlotCard
        {...card}
        name="hours"
        title={words.say('figures.heat')}
        says={heatWords(period, words)}
        plot={heatPlot(period, words)}
      >
        <HeatTable period={period} />
      </PlotCard>
      <PlotCard {...card} name="days" title={lineTitle} says={lineWords(figures, words)} plot={linePlot(figures, words)}>
        <LineTable figures={figures} />
      </PlotCard>
      <PlotCard
        {...card}
        name="zones"
        title={words.say('figures.zones')}
        says={zonesWords(zones, words)}
        plot={zonesPlot(zones, words)}
      >
        <ZonesTable zones={zones} />
      </PlotCard>
      <div className={s.pair}>
        <PlotCard
          {...card}
          name="kinds"
          title={words.say('figures.kindsPlot')}
          says={kindsWords(period, words)}
          plot={kindsPlot(period, words)}
        >
          <KindsTable period={period} />
        </PlotCard>
        {period.rooms && (
          <PlotCard
            {...card}
            name="rooms"
            title={words.say('figures.roomsPlot')}
            says={roomsWords(period, words)}
            plot={roomsPlot(figures, words)}
          >
            <RoomsTable figures={figures} />
          </PlotCard>
        )}
      </div>
    </>
  );
}

/** Most used first, without zones that have none of the spaces asked for; a zone says its floor where there is more than one. */
function namedZones(
  { perZone }: UsePeriod,
  floors: readonly PlanFloor[],
  gone: string,
  onFloor: (zone: string, floor: string) => string,
): readonly ZoneRow[] {
  const named = perZone
    .filter(({ spaces }) => spaces > 0)
    .map((row) => {
      const floor = floors.find(({ id }) => id === row.floor);
      const name = floor?.zones.find(({ id }) => id === row.zone)?.name ?? gone;
      return { ...row, name: floor && floors.length > 1 ? onFloor(name, floor.name) : name };
    });
  return named.sort((a, b) => (b.use.average ?? -1) - (a.use.average ?? -1));
}
