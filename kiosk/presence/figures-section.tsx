// The console's section "Utilisation": what to show, the figures in short, and the plots, each with its numbers as a table
// and the main thing in words. It brings its own words and loads the plotting library only when there is something to draw.

import { type ReactNode, useEffect, useState } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { figuresEn } from '#kiosk/i18n/figures-en.ts';
import { useFiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import text from '#kiosk/me/text.module.css';
import type { Clock } from '#shared/kit/clock.ts';
import { type ChoiceProblem, type FiguresChoice, firstChoice, kindNames, requestOf } from './figures-choice.ts';
import { FiguresControls } from './figures-controls.tsx';
import { dayAt } from './figures-days.ts';
import { FiguresKey } from './figures-key.tsx';
import { FiguresPlots } from './figures-plots.tsx';
import s from './figures-section.module.css';
import type { ManageView } from './now-memory.ts';
import { type Figures, useFigures } from './use-figures.ts';

type Props = {
  readonly view: ManageView;
  readonly http: ManageHttp;
  /** Sections are mounted alike; this one reads the gateway's time from `view`. */
  readonly clock: Clock;
};

export function FiguresSection({ view, http }: Props): ReactNode {
  const { locale, messages } = useIntl();
  return (
    <IntlProvider locale={locale} defaultLocale={locale} messages={{ ...messages, ...figuresEn }}>
      <Section view={view} http={http} />
    </IntlProvider>
  );
}

function Section({ view, http }: Omit<Props, 'clock'>): ReactNode {
  const { ask, ...figures } = useFigures(http);
  const [choice, setChoice] = useState(firstChoice);
  const [wrong, setWrong] = useState<ChoiceProblem | null>(null);
  const { may } = view.managed;
  const floors = view.plan.floors.filter(({ id }) => may.floors.includes(id));
  const kinds = kindNames.filter((kind) => floors.some(({ spaces }) => spaces.some((space) => space.kind === kind)));
  const look = (next: FiguresChoice): void => {
    const offered = { floors: floors.map(({ id }) => id), kinds };
    const chosen = requestOf(next, offered, dayAt(view.nowMs, view.plan.timeZone));
    setWrong(chosen.ok ? null : chosen.why);
    if (chosen.ok) ask(chosen.request);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown first is asked for once, when the section opens.
  useEffect(() => look(choice), []);
  const { shown } = figures;
  return (
    <div className={s.section}>
      <FiguresControls choice={choice} wrong={wrong} floors={floors} kinds={kinds} change={setChoice} look={look} />
      <Said figures={figures} again={() => look(choice)} />
      {shown && <FiguresKey shown={shown} floors={floors} mayExport={may.exportUtilisation} http={http} />}
      {shown && <FiguresPlots shown={shown} floors={floors} />}
    </div>
  );
}

/** What is going on with the question, and what to do when it had no answer. */
function Said({ figures, again }: { readonly figures: Figures; readonly again: () => void }): ReactNode {
  const words = useFiguresWords();
  const { busy, problem, shown } = figures;
  return (
    <div role="status" className={s.said}>
      {busy && <p>{words.say('figures.reading')}</p>}
      {problem && (
        <>
          <p>
            <span className={text.strong}>{words.say(`figures.refusal.${problem}`)}.</span>{' '}
            {words.say(`figures.refusal.${problem}.next`)}
            {shown && ` ${words.say('figures.stays')}`}
          </p>
          {problem === 'no-answer' && (
            <button type="button" className={buttons.secondary} onClick={again}>
              {words.say('figures.again')}
            </button>
          )}
        </>
      )}
    </div>
  );
}
