// One plot under its heading: the main thing in words, the drawing, the way to save it as a picture, and the same numbers as a
// table. To a screen reader the drawing is one image that says the sentence.

import { type ReactNode, useRef, useState } from 'react';
import { useFiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import { paperColours } from './figures-colours.ts';
import { type Plot, plotFont } from './figures-option.ts';
import s from './figures-plot-card.module.css';
import { saveBlob } from './save-blob.ts';
import { usePlot } from './use-plot.ts';

type Props = {
  /** In the name of the saved picture. */
  readonly name: string;
  readonly title: string;
  /** Empty when too little is told to draw anything. */
  readonly says: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly plot: Plot;
  readonly children: ReactNode;
};

export function PlotCard({ name, title, says, range, plot, children }: Props): ReactNode {
  const words = useFiguresWords();
  return (
    <Card title={title} aside={says ? <SavePicture name={name} title={title} range={range} plot={plot} /> : undefined}>
      <p>{says || words.say('figures.plot.empty')}</p>
      {says && <Drawing label={words.say('figures.plot.label', { title, sentence: says })} plot={plot} />}
      <details className={s.table}>
        <summary className={s.summary}>{words.say('figures.table')}</summary>
        {children}
      </details>
    </Card>
  );
}

function Drawing({ label, plot }: { readonly label: string; readonly plot: Plot }): ReactNode {
  const words = useFiguresWords();
  const host = useRef<HTMLDivElement>(null);
  const failed = usePlot(host, plot);
  if (failed) return <p role="status">{words.say('figures.plot.failed')}</p>;
  return <div ref={host} role="img" aria-label={label} className={s.plot} />;
}

const pictureWidthPx = 1200;
const headPx = 84;

function SavePicture({ name, title, range, plot }: Pick<Props, 'name' | 'title' | 'range' | 'plot'>): ReactNode {
  const words = useFiguresWords();
  const [failed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    const blob = await picture(plot, title, `${words.day(range.from)} – ${words.day(range.to)}`).catch(() => null);
    setFailed(blob === null);
    if (blob) saveBlob(`waypost-${name}-${range.from}-${range.to}.png`, blob);
  };
  return (
    <div className={s.save}>
      <button
        type="button"
        className={buttons.quiet}
        aria-label={words.say('figures.png.of', { title })}
        onClick={() => void save()}
      >
        {words.say('figures.png')}
      </button>
      <p role="status" className={text.strong}>
        {failed && words.say('figures.png.failed')}
      </p>
    </div>
  );
}

/** On white with the colours of paper, title and range in it: it is looked at where this page is not. */
async function picture(plot: Plot, title: string, range: string): Promise<Blob | null> {
  const { pictureOf } = await import('./figures-chart.ts');
  const colours = paperColours;
  const heading = {
    text: title,
    subtext: range,
    left: 2,
    top: 14,
    textStyle: { color: colours.ink, fontFamily: plotFont, fontSize: 22, fontWeight: 700 as const },
    subtextStyle: { color: colours.muted, fontFamily: plotFont, fontSize: 15 },
  };
  const option = plot.option({ widthPx: pictureWidthPx, topPx: headPx, colours });
  const size = { width: pictureWidthPx, height: plot.heightPx + headPx };
  return pictureOf({ ...option, title: heading }, size, colours.card);
}
