// How many sockets there may be at all and from one address. This machine's own processes (the simulated office, a test)
// share one address, so loopback is held to the total only.

import { isIPv4 } from 'node:net';

export type ConnectionLimits = { readonly total: number; readonly perAddress: number };

export type ConnectionLimit = {
  /** Takes a place for `address`, or says why there is none. */
  readonly enter: (address: string) => 'too-many-connections' | 'too-many-from-address' | null;
  readonly leave: (address: string) => void;
};

export function connectionLimit({ total, perAddress }: ConnectionLimits): ConnectionLimit {
  const open = new Map<string, number>();
  let all = 0;
  return {
    enter: (address) => {
      if (all >= total) return 'too-many-connections';
      const here = open.get(address) ?? 0;
      if (here >= perAddress && !isLoopback(address)) return 'too-many-from-address';
      open.set(address, here + 1);
      all += 1;
      return null;
    },
    leave: (address) => {
      const here = open.get(address) ?? 0;
      if (here <= 1) open.delete(address);
      else open.set(address, here - 1);
      all = Math.max(0, all - 1);
    },
  };
}

function isLoopback(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}
