// Bringing a tag: by holding it to a reader and saying that it is the own one, or by typing what is printed on it.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { Holding } from '#shared/wire/me.ts';
import buttons from './buttons.module.css';
import { Field } from './field.tsx';
import type { MeProps } from './me-props.ts';
import { ResultNote } from './result-note.tsx';
import { Sheet } from './sheet.tsx';
import text from './text.module.css';

type Props = MeProps & { readonly close: () => void };

export function BringTagSheet(props: Props): ReactNode {
  const { view, actions, close } = props;
  const words = useMeWords();
  const { holding } = view.me;
  const hold = (): void => void actions.run({ call: 'holdTag', body: { event: newEventId() } });
  return (
    <Sheet title={words.say('me.bring.title')} close={close}>
      <ResultNote actions={actions} />
      {holding ? <Held {...props} holding={holding} hold={hold} /> : <ToHold places={view.me.enrolsAt} hold={hold} />}
      {holding?.state !== 'offered' && <Typed actions={actions} close={close} />}
    </Sheet>
  );
}

function ToHold({ places, hold }: { readonly places: readonly string[]; readonly hold: () => void }): ReactNode {
  const words = useMeWords();
  if (places.length === 0) return null;
  return (
    <div className={buttons.stack}>
      <h3 className={text.strong}>{words.say('me.bring.hold.title')}</h3>
      <p className={text.muted}>{words.say('me.bring.hold.what', { places: words.list(places) })}</p>
      <button type="button" className={buttons.primary} onClick={hold}>
        {words.say('me.bring.hold.go')}
      </button>
    </div>
  );
}

function Held({
  view,
  actions,
  holding,
  hold,
  close,
}: Props & { readonly holding: Holding; readonly hold: () => void }): ReactNode {
  const words = useMeWords();
  const secondsLeft = Math.max(0, Math.ceil((holding.untilMs - view.nowMs) / 1000));
  const { offer } = holding;
  if (holding.state === 'offered' && offer) {
    const confirm = async (): Promise<void> => {
      const done = await actions.run({ call: 'confirmTag', body: { event: newEventId(), offer: offer.offer } });
      if (done) close();
    };
    return (
      <div className={buttons.stack} role="status">
        <h3 className={text.strong}>{words.say('me.bring.offered')}</h3>
        <p>{words.say('me.bring.offered.what', { printed: offer.printed, anchor: offer.anchorName })}</p>
        <button type="button" className={buttons.primary} onClick={() => void confirm()}>
          {words.say('me.bring.offered.yes')}
        </button>
        <button type="button" className={buttons.secondary} onClick={hold}>
          {words.say('me.bring.again')}
        </button>
      </div>
    );
  }
  const { state } = holding;
  const isHeldUp = state === 'several' || state === 'waiting';
  return (
    <div className={buttons.stack}>
      <div role="status">
        <h3 className={text.strong}>{words.say(isHeldUp ? `me.bring.${state}` : 'me.bring.listening')}</h3>
        {isHeldUp && <p>{words.say(`me.bring.${state}.next`)}</p>}
      </div>
      <p className={text.muted}>{words.say('me.bring.listening.left', { seconds: secondsLeft })}</p>
      {state === 'several' && (
        <button type="button" className={buttons.secondary} onClick={hold}>
          {words.say('me.bring.again')}
        </button>
      )}
    </div>
  );
}

function Typed({ actions, close }: Pick<Props, 'actions' | 'close'>): ReactNode {
  const words = useMeWords();
  const [printed, setPrinted] = useState('');
  const send = async (): Promise<void> => {
    const done = await actions.run({ call: 'bringTag', body: { event: newEventId(), printed: printed.trim() } });
    if (done) close();
  };
  return (
    <form
      className={buttons.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (printed.trim() !== '') void send();
      }}
    >
      <h3 className={text.strong}>{words.say('me.bring.type.title')}</h3>
      <Field
        label={words.say('me.bring.type.label')}
        hint={words.say('me.bring.type.hint')}
        value={printed}
        change={setPrinted}
        maxLength={120}
        capitals
      />
      <button type="submit" className={buttons.secondary}>
        {words.say('me.bring.type.go')}
      </button>
    </form>
  );
}
