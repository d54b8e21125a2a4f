// Saying yes: who may see the place, each chosen separately and none chosen beforehand, next to the document it is about.
// The same sheet changes the choice later; only then it begins with what was chosen.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { ConsentScope } from '#shared/model/consent.ts';
import buttons from './buttons.module.css';
import s from './choices.module.css';
import { DocumentFacts } from './document-facts.tsx';
import type { MeProps } from './me-props.ts';
import { PositionsNote } from './positions-note.tsx';
import { Sheet } from './sheet.tsx';
import text from './text.module.css';

export function ConsentSheet({ view, actions, bridge, close }: MeProps & { readonly close: () => void }): ReactNode {
  const words = useMeWords();
  const { location, document } = view.me;
  const kind = location.state === 'off' ? 'first' : location.state === 'outdated' ? 'again' : 'change';
  const [scopes, setScopes] = useState<readonly ConsentScope[]>(kind === 'change' ? location.scopes : []);
  // The document that was shown when the sheet opened: a yes to another one has to be refused.
  const [shown] = useState({ documentVersion: document.version, documentSha256: document.sha256 });
  const confirm = (): void => {
    void actions.run({ call: 'consent', body: { event: newEventId(), scopes: [...scopes], ...shown } });
    close();
  };
  return (
    <Sheet
      title={words.say(`me.consent.title.${kind}`)}
      close={close}
      foot={
        <>
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say(kind === 'change' ? 'me.consent.yes.change' : 'me.consent.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('me.consent.no')}
          </button>
        </>
      }
    >
      <fieldset className={s.choices}>
        <legend className={text.strong}>{words.say('me.scopes.label')}</legend>
        <p className={text.muted}>{words.say('me.scopes.hint')}</p>
        {ConsentScope.options.map((scope) => (
          <label key={scope} className={s.choice}>
            <input
              type="checkbox"
              className={s.box}
              checked={scopes.includes(scope)}
              onChange={({ target }) => setScopes(chosenWith(scopes, scope, target.checked))}
            />
            <span>
              <span className={text.strong}>{words.say(`me.scope.${scope}`)}</span>{' '}
              <span className={text.muted}>{words.say(`me.scope.${scope}.what`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <PositionsNote positions={view.me.positions} />
      {kind !== 'change' && <DocumentFacts view={view} bridge={bridge} />}
      {kind !== 'change' && <p className={text.muted}>{words.say('me.consent.back')}</p>}
    </Sheet>
  );
}

function chosenWith(scopes: readonly ConsentScope[], scope: ConsentScope, chosen: boolean): readonly ConsentScope[] {
  return ConsentScope.options.filter((option) => (option === scope ? chosen : scopes.includes(option)));
}
