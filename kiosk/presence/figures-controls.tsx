// What to show: time, comparison, floors and kinds of space. Whatever is chosen counts at once; own dates when they are
// complete and asked for, because half a year's digits are a date as well.

import { type FormEvent, type ReactNode, useId } from 'react';
import { useFiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import fields from '#kiosk/me/field.module.css';
import text from '#kiosk/me/text.module.css';
import type { SpaceKind } from '#shared/model/site.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { type ChoiceProblem, compareNames, type FiguresChoice, rangeNames } from './figures-choice.ts';
import s from './figures-controls.module.css';
import { OneOf } from './one-of.tsx';
import { SomeOf } from './some-of.tsx';

type Props = {
  readonly choice: FiguresChoice;
  readonly wrong: ChoiceProblem | null;
  readonly floors: readonly PlanFloor[];
  readonly kinds: readonly SpaceKind[];
  readonly change: (choice: FiguresChoice) => void;
  readonly look: (choice: FiguresChoice) => void;
};

export function FiguresControls({ choice, wrong, floors, kinds, change, look }: Props): ReactNode {
  const words = useFiguresWords();
  const choose = (part: Partial<FiguresChoice>): void => {
    const next = { ...choice, ...part };
    change(next);
    const half = next.range === 'own' && (next.own.from === '' || next.own.to === '');
    if (!half) look(next);
  };
  const wrongOf = (...problems: readonly ChoiceProblem[]): string | null =>
    wrong && problems.includes(wrong) ? words.say(`figures.wrong.${wrong}`) : null;
  return (
    <Card title={words.say('figures.choose')}>
      <OneOf
        legend={words.say('figures.range')}
        options={rangeNames.map((value) => ({ value, label: words.say(`figures.range.${value}`) }))}
        chosen={choice.range}
        choose={(range) => choose({ range })}
      />
      {choice.range === 'own' && (
        <OwnDates
          own={choice.own}
          wrong={wrongOf('dates-missing', 'range-reversed', 'range-too-long')}
          change={(own) => change({ ...choice, own })}
          show={() => look(choice)}
        />
      )}
      <OneOf
        legend={words.say('figures.compare')}
        options={compareNames.map((value) => ({ value, label: words.say(`figures.compare.${value}`) }))}
        chosen={choice.compare}
        choose={(compare) => choose({ compare })}
      />
      <p className={text.muted}>{words.say('figures.compare.what')}</p>
      <div className={s.pair}>
        {floors.length > 1 && (
          <SomeOf
            legend={words.say('figures.floors')}
            options={floors.map(({ id, name }) => ({ value: id, label: name }))}
            without={choice.withoutFloors}
            wrong={wrongOf('no-floor')}
            choose={(withoutFloors) => choose({ withoutFloors })}
          />
        )}
        {kinds.length > 1 && (
          <SomeOf
            legend={words.say('figures.kinds')}
            options={kinds.map((value) => ({ value, label: words.say(`figures.kind.${value}`) }))}
            without={choice.withoutKinds}
            wrong={wrongOf('no-kind')}
            choose={(withoutKinds) => choose({ withoutKinds })}
          />
        )}
      </div>
    </Card>
  );
}

type DatesProps = {
  readonly own: FiguresChoice['own'];
  readonly wrong: string | null;
  readonly change: (own: FiguresChoice['own']) => void;
  readonly show: () => void;
};

function OwnDates({ own, wrong, change, show }: DatesProps): ReactNode {
  const words = useFiguresWords();
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    show();
  };
  return (
    <form className={s.dates} onSubmit={submit} noValidate>
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className={fields.field}>
          <label htmlFor={`${id}-${end}`} className={fields.label}>
            {words.say(`figures.${end}`)}
          </label>
          <input
            id={`${id}-${end}`}
            className={fields.input}
            type="date"
            value={own[end]}
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : `${id}-wrong`}
            onChange={({ target }) => change({ ...own, [end]: target.value })}
          />
        </div>
      ))}
      <button type="submit" className={`${buttons.secondary} ${s.show}`}>
        {words.say('figures.dates.show')}
      </button>
      {wrong !== null && (
        <p id={`${id}-wrong`} role="alert" className={`${text.strong} ${s.wrong}`}>
          {wrong}
        </p>
      )}
    </form>
  );
}
