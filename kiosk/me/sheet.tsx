// One question at a time, over the page: from below on a phone, in the middle on a desk. The browser's own dialog keeps
// the focus inside, closes with Escape, and gives the focus back.

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { Icon } from './icon.tsx';
import s from './sheet.module.css';

type Props = {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  /** The buttons that answer; they stay in view while the rest scrolls. */
  readonly foot?: ReactNode;
};

export function Sheet({ title, close, children, foot }: Props): ReactNode {
  const words = useMeWords();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    heading.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={s.sheet}
      aria-labelledby={id}
      onCancel={(event) => {
        // React lets the cancel of a sheet that lies on this one through to this one.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        close();
      }}
    >
      <div className={s.head}>
        <h2 id={id} ref={heading} className={s.title} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className={s.close} aria-label={words.say('me.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div className={s.body}>{children}</div>
      {foot && <div className={s.foot}>{foot}</div>}
    </dialog>
  );
}
