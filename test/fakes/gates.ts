// A machine on which positions may be kept: every gate stands open, or those named here do not.

import type { Gates } from '#gateway/watch/gates/gate.ts';
import { GateName } from '#shared/model/positions.ts';

export function gatesWith(...failing: readonly GateName[]): Gates & { readonly set: (...failing: readonly GateName[]) => void } {
  let closed = failing;
  const listeners: (() => void)[] = [];
  return {
    judge: () =>
      GateName.options.map((name) => {
        const ok = !closed.includes(name);
        return { name, ok, sentence: ok ? '' : `The gate ${name} fails.` };
      }),
    onChange: (listener) => void listeners.push(listener),
    set: (...names) => {
      closed = names;
      for (const listener of listeners) listener();
    },
  };
}
