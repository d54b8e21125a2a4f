// The name of this display across the whole wall, for whoever asked which one it is and looks for it from afar.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import s from './own-name.module.css';

export function OwnName({ name }: { readonly name: string }): ReactNode {
  const words = useWords();
  return (
    <div className={s.over} role="status">
      <p className={s.what}>{words.say('identify.what')}</p>
      <p className={s.name}>{name}</p>
    </div>
  );
}
