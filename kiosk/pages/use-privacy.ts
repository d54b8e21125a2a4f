// The wall's privacy page opens and closes, and asks the gateway what holds: when it opens, when the gateway is back, and
// when the board says that locating people went on or off meanwhile.

import { type RefObject, useEffect, useRef, useState } from 'react';
import { type BoardView, isAway } from '#kiosk/board/board-view.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';

type PrivacyState = {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** The key that opens it: where the focus comes from and goes back to. */
  readonly key: RefObject<HTMLButtonElement | null>;
};

export function usePrivacy(bridge: KioskBridge, { freshness, positions }: BoardView): PrivacyState {
  const [isOpen, setIsOpen] = useState(false);
  const key = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const away = isAway(freshness);
  const holds = JSON.stringify(positions);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state of the positions is a reason to ask again.
  useEffect(() => {
    if (isOpen && !away) bridge.askPrivacy();
  }, [bridge, isOpen, away, holds]);
  useEffect(() => {
    if (wasOpen.current && !isOpen) key.current?.focus({ preventScroll: true });
    wasOpen.current = isOpen;
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setIsOpen(false);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOpen]);
  return { isOpen, open: () => setIsOpen(true), close: () => setIsOpen(false), key };
}
