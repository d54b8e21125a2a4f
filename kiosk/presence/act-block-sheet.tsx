// Blocking a space: which one, why, until when. Why is chosen, not typed: walls show it.

import { type ReactNode, useState } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Sheet } from '#kiosk/me/sheet.tsx';
import { BlockReason } from '#shared/model/block.ts';
import { type BlockDraft, blockLongs, emptyBlockDraft, readBlockDraft } from './act-block-draft.ts';
import { floorsToActOn, placeOf } from './act-places.ts';
import type { ActProps } from './act-props.ts';
import { ActSpaceField } from './act-space-field.tsx';
import { OneOf } from './one-of.tsx';

type Props = ActProps & {
  readonly draft: BlockDraft;
  readonly change: (draft: BlockDraft) => void;
  readonly close: () => void;
};

export function ActBlockSheet({ view, act, draft, change, close }: Props): ReactNode {
  const words = usePresenceWords();
  const [tried, setTried] = useState(false);
  const at = { nowMs: view.nowMs, timeZone: view.plan.timeZone };
  const blocked = readBlockDraft(draft, at);
  const confirm = (): void => {
    setTried(true);
    if (!blocked) return;
    const values = { space: placeOf(view.plan, blocked.space).space };
    const whenDone = (): void => change(emptyBlockDraft);
    if (act({ call: 'act', body: { act: 'block', ...blocked }, done: 'act.block.done', values, whenDone })) close();
  };
  return (
    <Sheet
      title={words.say('act.block.add')}
      close={close}
      foot={
        <>
          {tried && !blocked && <p role="alert">{words.say('act.block.missing')}</p>}
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say('act.block.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('act.block.no')}
          </button>
        </>
      }
    >
      <p>{words.say('act.block.what')}</p>
      <ActSpaceField
        view={view}
        floors={floorsToActOn(view)}
        chosen={draft.where}
        choose={(where) => change({ ...draft, where })}
      />
      <OneOf
        legend={words.say('act.block.reason')}
        options={BlockReason.options.map((value) => ({ value, label: words.say(`act.block.reason.${value}`) }))}
        chosen={draft.reason}
        choose={(reason) => change({ ...draft, reason })}
      />
      <OneOf
        legend={words.say('act.block.long')}
        options={blockLongs(at).map(({ long, untilMs }) => ({
          value: long,
          label: words.say(`act.block.long.${long}`, { time: untilMs === null ? '' : words.time(untilMs) }),
        }))}
        chosen={draft.long}
        choose={(long) => change({ ...draft, long })}
      />
    </Sheet>
  );
}
