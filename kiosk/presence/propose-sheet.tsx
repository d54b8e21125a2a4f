// Proposing another value: which, how much, and in a sentence what that would mean, before anybody is asked.

import { type ReactNode, useId, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import fields from '#kiosk/me/field.module.css';
import { Sheet } from '#kiosk/me/sheet.tsx';
import text from '#kiosk/me/text.module.css';
import type { SettingName } from '#shared/model/privacy-settings.ts';
import type { PrivacyDesk } from '#shared/wire/privacy-desk.ts';
import type { DeskProps } from './desk-props.ts';
import { OneOf } from './one-of.tsx';
import { meaningWords, proposedOf, rangeOf, settingNames, valueWords } from './setting-words.ts';

export function ProposeSheet({ view, decisions, close }: DeskProps & { readonly close: () => void }): ReactNode {
  const words = usePresenceWords();
  const { desk } = view;
  const [setting, setSetting] = useState<SettingName>('linkedDays');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const to = proposedOf(typed, setting, desk);
  const confirm = (): void => {
    setTried(true);
    if (to === null) return;
    decisions.run({ call: 'propose', body: { event: newEventId(), setting, to } });
    close();
  };
  return (
    <Sheet
      title={words.say('presence.propose')}
      close={close}
      foot={
        <>
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say('presence.propose.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('presence.propose.no')}
          </button>
        </>
      }
    >
      <OneOf
        legend={words.say('presence.propose.which')}
        options={settingNames.map((name) => ({ value: name, label: words.say(`presence.setting.${name}`) }))}
        chosen={setting}
        choose={(next) => {
          setSetting(next);
          setTyped('');
          setTried(false);
        }}
      />
      <NumberField desk={desk} setting={setting} typed={typed} change={setTyped} wrong={tried && to === null} />
      <p role="status" className={text.strong}>
        {to !== null && meaningWords(setting, desk.settings[setting], to, words)}
      </p>
    </Sheet>
  );
}

type FieldProps = {
  readonly desk: PrivacyDesk;
  readonly setting: SettingName;
  readonly typed: string;
  readonly change: (typed: string) => void;
  readonly wrong: boolean;
};

function NumberField({ desk, setting, typed, change, wrong }: FieldProps): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  const { least, most } = rangeOf(setting, desk);
  const now = valueWords(setting, desk.settings[setting], words);
  if (least > most) return <p>{words.say('presence.propose.full')}</p>;
  return (
    <div className={fields.field}>
      <label htmlFor={id} className={fields.label}>
        {words.say(setting === 'k' ? 'presence.propose.to.k' : 'presence.propose.to.days')}
      </label>
      <input
        id={id}
        className={fields.input}
        type="text"
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        value={typed}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className={fields.hint}>
        {words.say('presence.propose.range', { now, least, most })}
      </p>
      {wrong && <p role="alert">{words.say('presence.propose.outside', { least, most })}</p>}
    </div>
  );
}
