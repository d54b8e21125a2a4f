// Spaces that nobody may book: which, why, until when; a way to lift each and to block another.

import { type ReactNode, useState } from 'react';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { Block } from '#shared/model/block.ts';
import s from './act.module.css';
import { ActAskSheet } from './act-ask-sheet.tsx';
import { emptyBlockDraft } from './act-block-draft.ts';
import { ActBlockSheet } from './act-block-sheet.tsx';
import { placeOf } from './act-places.ts';
import type { ActProps } from './act-props.ts';

export function ActBlocksCard({ view, act }: ActProps): ReactNode {
  const words = usePresenceWords();
  const [draft, setDraft] = useState(emptyBlockDraft);
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<Block | null>(null);
  const blocks = view.managed.blocks.filter(({ untilMs }) => untilMs === null || untilMs > view.nowMs);
  return (
    <Card title={words.say('act.blocks.title')}>
      {blocks.length === 0 && <p className={text.muted}>{words.say('act.blocks.none')}</p>}
      {blocks.length > 0 && (
        <ul className={s.rows}>
          {blocks.map((block) => (
            <Row key={block.id} view={view} block={block} lift={() => setLifting(block)} />
          ))}
        </ul>
      )}
      <button type="button" className={buttons.secondary} onClick={() => setAdding(true)}>
        {words.say('act.block.add')}
      </button>
      {adding && <ActBlockSheet view={view} act={act} draft={draft} change={setDraft} close={() => setAdding(false)} />}
      {lifting && <LiftSheet view={view} act={act} block={lifting} close={() => setLifting(null)} />}
    </Card>
  );
}

type RowProps = Pick<ActProps, 'view'> & { readonly block: Block; readonly lift: () => void };

function Row({ view, block, lift }: RowProps): ReactNode {
  const words = usePresenceWords();
  const place = placeOf(view.plan, block.space);
  return (
    <li className={s.row}>
      <div className={s.what}>
        <p className={text.strong}>{words.say('act.where', place)}</p>
        <p>{blockWords(block, view.nowMs, words)}</p>
      </div>
      <button type="button" className={s.small} aria-label={words.say('act.lift.named', { space: place.space })} onClick={lift}>
        {words.say('act.lift')}
      </button>
    </li>
  );
}

/** Why, from when if that lies ahead, and until when. */
function blockWords({ reason, fromMs, untilMs }: Block, nowMs: number, words: PresenceWords): string {
  const later = fromMs > nowMs;
  const values = {
    reason: words.say(`act.block.reason.${reason}`),
    from: words.dateTime(fromMs),
    until: untilMs === null ? '' : words.dateTime(untilMs),
  };
  if (untilMs === null) return words.say(later ? 'act.block.laterOpen' : 'act.block.lifted', values);
  return words.say(later ? 'act.block.later' : 'act.block.until', values);
}

function LiftSheet({ view, act, block, close }: ActProps & { readonly block: Block; readonly close: () => void }): ReactNode {
  const words = usePresenceWords();
  const { space } = placeOf(view.plan, block.space);
  return (
    <ActAskSheet
      question={words.say('act.lift.title', { space })}
      follows={[words.say('act.lift.what')]}
      yes={words.say('act.lift.yes')}
      no={words.say('act.lift.no')}
      confirm={() => act({ call: 'act', body: { act: 'unblock', block: block.id }, done: 'act.lift.done', values: { space } })}
      close={close}
    />
  );
}
