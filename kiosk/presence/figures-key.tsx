// The figures in short, large, each with how it moved in words and sign; of which days and spaces they are, what was left out
// of them, and the way to take them along.

import { type ReactNode, useId, useState } from 'react';
import type { ManageHttp, UtilisationProblem } from '#kiosk/bridge/manage-http.ts';
import { type FiguresWords, useFiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { PlanFloor } from '#shared/wire/plan.ts';
import type { Utilisation } from '#shared/wire/utilisation.ts';
import s from './figures-key.module.css';
import { usedShare } from './figures-read.ts';
import { hoursWords, minutesWords } from './figures-units.ts';
import { changeWords, leftOutWords } from './figures-words.ts';
import { saveBlob } from './save-blob.ts';
import type { Shown } from './use-figures.ts';

type Props = {
  readonly shown: Shown;
  readonly floors: readonly PlanFloor[];
  readonly mayExport: boolean;
  readonly http: Pick<ManageHttp, 'exportUtilisation'>;
};

export function FiguresKey({ shown, floors, mayExport, http }: Props): ReactNode {
  const words = useFiguresWords();
  const { figures } = shown;
  return (
    <Card title={words.say('figures.key')}>
      <div>
        <p className={text.strong}>{whenWords(figures, words)}</p>
        <p className={text.muted}>{whereWords(shown, floors, words)}</p>
        {shown.request.compare && <p className={text.muted}>{againstWords(shown, words)}</p>}
      </div>
      <dl className={s.figures}>
        {tilesOf(figures, words).map((tile) => (
          <div key={tile.name} className={s.figure} data-figure={tile.name}>
            <dt>{words.say(`figures.${tile.name}`)}</dt>
            <dd className={tile.told ? s.value : s.untold}>{tile.value}</dd>
            <dd className={text.muted}>{tile.what}</dd>
            {figures.compare && <dd className={s.change}>{tile.change}</dd>}
          </div>
        ))}
      </dl>
      <p>{leftOutWords(figures, words)}</p>
      {mayExport && <SaveCsv shown={shown} http={http} />}
    </Card>
  );
}

type Tile = {
  readonly name: 'average' | 'peak' | 'noShow' | 'walkUp' | 'minutes' | 'rooms';
  readonly told: boolean;
  readonly value: string;
  readonly what: string;
  readonly change: string;
};

function tilesOf({ period, compare }: Utilisation, words: FiguresWords): readonly Tile[] {
  const shares = (['average', 'peak', 'noShow', 'walkUp'] as const).map((name) => ({
    name,
    told: period.use[name] !== null,
    value: words.share(period.use[name]),
    what: words.say(`figures.${name}.what`),
    change: changeWords('points', period.use[name], compare?.use[name] ?? null, words),
  }));
  const { minutesToRelease } = period.use;
  const minutes = {
    name: 'minutes' as const,
    told: minutesToRelease !== null,
    value: minutesWords(minutesToRelease, words),
    what: words.say('figures.minutes.what'),
    change: changeWords('minutes', minutesToRelease, compare?.use.minutesToRelease ?? null, words),
  };
  return [...shares, minutes, roomsTile({ period, compare }, words)];
}

function roomsTile({ period, compare }: Pick<Utilisation, 'period' | 'compare'>, words: FiguresWords): Tile {
  const share = usedShare(period.rooms);
  const { rooms } = period;
  return {
    name: 'rooms',
    told: share !== null,
    value: words.share(share),
    what: rooms
      ? words.say('figures.rooms.what', {
          used: hoursWords(rooms.usedHours, words),
          booked: hoursWords(rooms.bookedHours, words),
        })
      : words.say('figures.rooms.what.untold'),
    change: changeWords('points', share, usedShare(compare?.rooms ?? null), words),
  };
}

function whenWords({ period }: Utilisation, words: FiguresWords): string {
  return words.say('figures.when', { from: words.day(period.from), to: words.day(period.to), days: period.days });
}

function againstWords({ request, figures }: Shown, words: FiguresWords): string {
  const { from, to } = request.compare ?? request.range;
  const when = { from: words.day(from), to: words.day(to) };
  const { compare } = figures;
  if (!compare) return words.say('figures.against.nothing', when);
  const says = words.say('figures.against', { ...when, days: compare.days });
  const { days } = figures.period;
  const uneven = Math.abs(days - compare.days) > 0.2 * Math.max(days, compare.days);
  return uneven ? `${says} ${words.say('figures.against.uneven')}` : says;
}

function whereWords({ request, figures }: Shown, floors: readonly PlanFloor[], words: FiguresWords): string {
  const kinds = words.and(figures.period.perKind.map(({ kind }) => words.say(`figures.spaces.${kind}`)));
  if (request.floors === null) return words.say('figures.where.all', { kinds });
  const names = floors.filter(({ id }) => request.floors?.includes(id)).map(({ name }) => name);
  return words.say('figures.where', { floors: words.and(names), kinds });
}

type Saving = { readonly saved: string } | { readonly problem: UtilisationProblem['why'] } | null;

function SaveCsv({ shown, http }: Pick<Props, 'shown' | 'http'>): ReactNode {
  const words = useFiguresWords();
  const id = useId();
  const [saving, setSaving] = useState<Saving>(null);
  const save = async (): Promise<void> => {
    const { from, to } = shown.request.range;
    const fileName = `waypost-utilisation-${from}-${to}.csv`;
    const answer = await http.exportUtilisation(shown.request);
    if (answer.ok) saveBlob(fileName, new Blob([answer.csv], { type: 'text/csv' }));
    setSaving(answer.ok ? { saved: fileName } : { problem: answer.why });
  };
  return (
    <div className={s.csv}>
      <button type="button" className={buttons.secondary} aria-describedby={id} onClick={() => void save()}>
        {words.say('figures.csv')}
      </button>
      <p id={id} className={text.muted}>
        {words.say('figures.csv.what')}
      </p>
      <div role="status">
        {saving && 'saved' in saving && <p>{words.say('figures.csv.saved', { file: saving.saved })}</p>}
        {saving && 'problem' in saving && (
          <p>
            <span className={text.strong}>{words.say(`figures.refusal.${saving.problem}`)}.</span>{' '}
            {words.say(`figures.refusal.${saving.problem}.next`)}
          </p>
        )}
      </div>
    </div>
  );
}
