// What whoever looks after the displays asks of this one. `reload` comes to a page in a plain browser only: Electron's main
// process loads its page afresh itself.

import { useEffect, useRef, useState } from 'react';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';

type Does = { readonly home: () => void; readonly reload: () => void };

const identifyForMs = seconds(10);

/** True while this display shows its own name. */
export function useCommands(bridge: KioskBridge, clock: Clock, does: Does): boolean {
  const [identifies, setIdentifies] = useState(false);
  const newest = useRef(does);
  useEffect(() => {
    newest.current = does;
  });
  useEffect(() => {
    let cancel = (): void => undefined;
    const stop = bridge.listen((message) => {
      if (message.kind !== 'command') return;
      if (message.command !== 'identify') return newest.current[message.command]();
      cancel();
      setIdentifies(true);
      cancel = clock.after(identifyForMs, () => setIdentifies(false));
    });
    return () => {
      cancel();
      stop();
    };
  }, [bridge, clock]);
  return identifies;
}
