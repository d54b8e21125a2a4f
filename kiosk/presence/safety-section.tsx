// The console's section "Safety": first aid on the assigned floors against the rule, and an emergency or a drill: starting
// it, its roll call while it is on, and ending it.

import type { ReactNode } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import type { ManageView } from './now-memory.ts';
import { SafetyFirstAid } from './safety-first-aid.tsx';
import { SafetyOn } from './safety-on.tsx';
import s from './safety-section.module.css';
import { SafetyStart } from './safety-start.tsx';
import type { Decide } from './use-decisions.ts';

export type SafetyProps = {
  readonly view: ManageView;
  readonly http: ManageHttp;
  readonly decide: Decide;
};

export function SafetySection(props: SafetyProps): ReactNode {
  const { emergency } = props.view;
  return (
    <div className={s.cards}>
      {emergency ? <SafetyOn key={emergency.id} {...props} emergency={emergency} /> : <SafetyStart {...props} />}
      <SafetyFirstAid view={props.view} />
    </div>
  );
}
