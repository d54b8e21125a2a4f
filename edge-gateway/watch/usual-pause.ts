// How long a scanner may well be silent and still be there: the longest pause of late. The longest and not the mean, because
// one that is taken for dead while it is not costs trust in every warning that follows.

import { minutes } from '#shared/kit/duration.ts';

export type UsualPause = {
  /** A pause ended and the scanner had been there all the time. */
  readonly took: (pauseMs: number) => void;
  /** So much time went by: what was seen once is forgotten by halves, every five minutes. */
  readonly fade: (elapsedMs: number) => void;
  /** Zero until a pause was seen. */
  readonly ms: () => number;
};

const halfLifeMs = minutes(5);
/** No firmware pauses longer than it takes a broker to close its connection (1.5 x the two minutes of keep-alive it may ask for). */
const longestMs = minutes(3);

export function usualPause(): UsualPause {
  let longest = 0;
  return {
    took: (pauseMs) => {
      if (pauseMs > longest) longest = Math.min(pauseMs, longestMs);
    },
    fade: (elapsedMs) => {
      longest *= 0.5 ** (elapsedMs / halfLifeMs);
    },
    ms: () => longest,
  };
}
