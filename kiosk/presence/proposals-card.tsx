// Changes that wait for the other role: what, by whom, until when, and an answer for whoever may give one.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { Proposal } from '#shared/wire/privacy-desk.ts';
import cases from './case.module.css';
import type { DeskDecisions, DeskProps } from './desk-props.ts';
import { meaningWords, valueWords } from './setting-words.ts';

export function ProposalsCard({ view, decisions }: DeskProps): ReactNode {
  const words = usePresenceWords();
  return (
    <Card title={words.say('presence.proposals.label')}>
      <ul className={cases.cases}>
        {view.desk.proposals.map((proposal) => (
          <Waiting key={proposal.id} proposal={proposal} decisions={decisions} />
        ))}
      </ul>
    </Card>
  );
}

function Waiting({ proposal, decisions }: { readonly proposal: Proposal; readonly decisions: DeskDecisions }): ReactNode {
  const words = usePresenceWords();
  const { setting, from, to, byName, byRole, untilMs, mayAnswer } = proposal;
  const name = words.say(`presence.setting.${setting}`);
  const change = { setting: name, from: valueWords(setting, from, words), to: valueWords(setting, to, words) };
  const by = { name: byName, role: words.say(`presence.role.${byRole}`), until: words.dateTime(untilMs) };
  return (
    <li className={cases.case}>
      <p className={text.strong}>{words.say('presence.proposal.what', change)}</p>
      {setting !== 'positions' && <p>{meaningWords(setting, from, to, words)}</p>}
      <p className={text.muted}>{words.say('presence.proposal.by', by)}</p>
      {mayAnswer ? (
        <Answer proposal={proposal} name={name} decisions={decisions} />
      ) : (
        <p>{words.say('presence.proposal.waits')}</p>
      )}
    </li>
  );
}

type AnswerProps = { readonly proposal: Proposal; readonly name: string; readonly decisions: DeskDecisions };

function Answer({ proposal, name, decisions }: AnswerProps): ReactNode {
  const words = usePresenceWords();
  const answer = (yes: boolean): void =>
    decisions.run({ call: 'answerProposal', body: { event: newEventId(), id: proposal.id, yes } });
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.primary}
        aria-label={words.say('presence.proposal.yesNamed', { setting: name })}
        onClick={() => answer(true)}
      >
        {words.say('presence.proposal.yes')}
      </button>
      <button
        type="button"
        className={buttons.secondary}
        aria-label={words.say('presence.proposal.noNamed', { setting: name })}
        onClick={() => answer(false)}
      >
        {words.say('presence.proposal.no')}
      </button>
    </div>
  );
}
