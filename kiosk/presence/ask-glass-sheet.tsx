// Asking for break-glass: floor, reason and what happened, and in plain sight what it means for the people there.

import { type ReactNode, useId, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import fields from '#kiosk/me/field.module.css';
import { Sheet } from '#kiosk/me/sheet.tsx';
import { BreakGlassReason } from '#shared/model/audit.ts';
import type { FloorId } from '#shared/model/ids.ts';
import { AskGlassRequest } from '#shared/wire/privacy-desk.ts';
import s from './ask-glass-sheet.module.css';
import type { DeskProps } from './desk-props.ts';
import { OneOf } from './one-of.tsx';

export function AskGlassSheet({ view, decisions, close }: DeskProps & { readonly close: () => void }): ReactNode {
  const words = usePresenceWords();
  const floors = view.desk.may.askGlass;
  const [floor, setFloor] = useState<FloorId | null>(floors.length === 1 ? (floors[0]?.floor ?? null) : null);
  const [reason, setReason] = useState<BreakGlassReason | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const asked = AskGlassRequest.omit({ event: true }).safeParse({ floor, reason, text }).data;
  const confirm = (): void => {
    setTried(true);
    if (!asked) return;
    decisions.run({ call: 'askGlass', body: { event: newEventId(), ...asked } });
    close();
  };
  return (
    <Sheet
      title={words.say('presence.glass.ask.title')}
      close={close}
      foot={
        <>
          {tried && !asked && <p role="alert">{words.say('presence.glass.askMissing')}</p>}
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say('presence.glass.ask.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('presence.glass.ask.no')}
          </button>
        </>
      }
    >
      <p className={s.told}>{words.say('presence.glass.told')}</p>
      <OneOf
        legend={words.say('presence.glass.floor')}
        options={floors.map((one) => ({ value: one.floor, label: one.name }))}
        chosen={floor}
        choose={setFloor}
      />
      <OneOf
        legend={words.say('presence.glass.reason')}
        options={BreakGlassReason.options.map((value) => ({ value, label: words.say(`presence.glass.reason.${value}`) }))}
        chosen={reason}
        choose={setReason}
      />
      <WhatHappened value={text} change={setText} />
    </Sheet>
  );
}

function WhatHappened({ value, change }: { readonly value: string; readonly change: (value: string) => void }): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  return (
    <div className={fields.field}>
      <label htmlFor={id} className={fields.label}>
        {words.say('presence.glass.text')}
      </label>
      <textarea
        id={id}
        className={`${fields.input} ${s.text}`}
        rows={3}
        maxLength={500}
        value={value}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className={fields.hint}>
        {words.say('presence.glass.text.hint')}
      </p>
    </div>
  );
}
