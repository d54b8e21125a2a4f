// How an anchor's signal fades with distance: RSSI = A - 10 n log10(d). A is what is heard at one metre, n how fast it
// falls. Fitted per anchor where somebody calibrated, but never far from what all anchors of the site show together:
// an anchor with three samples must not end up with an absurd curve.

/** `atOneMetreDbm` is A, `exponent` is n. */
export type PathLoss = { readonly atOneMetreDbm: number; readonly exponent: number };

/** What holds for an anchor nobody calibrated: the beacon's usual -59 dBm, and 2.7 for an office with people in it. */
export const defaultPathLoss: PathLoss = { atOneMetreDbm: -59, exponent: 2.7 };

/** A mean signal at a distance. */
export type LossSample = { readonly distanceM: number; readonly rssiDbm: number };

const sampleSdDb = 4;
/** How far the site as a whole may lie from the defaults, and one anchor from its site: standard deviations of A and n. */
const siteSpread = { atOneMetreDbm: 10, exponent: 0.8 };
const anchorSpread = { atOneMetreDbm: 6, exponent: 0.3 };

/** One curve for all samples of a site. */
export function fitSite(samples: readonly LossSample[]): PathLoss {
  return regress(samples, defaultPathLoss, siteSpread);
}

/** The curve of one anchor, drawn towards its site's. */
export function fitAnchor(samples: readonly LossSample[], site: PathLoss): PathLoss {
  return regress(samples, site, anchorSpread);
}

/** The expected signal at `distanceM`; closer than half a metre the law does not hold and is not followed. */
export function expectedDbm(loss: PathLoss, distanceM: number): number {
  return loss.atOneMetreDbm - loss.exponent * decades(distanceM);
}

function decades(distanceM: number): number {
  return 10 * Math.log10(Math.max(0.5, distanceM));
}

/** Ridge regression towards `prior` in closed form: two unknowns, so the normal equations are solved by hand. */
function regress(samples: readonly LossSample[], prior: PathLoss, spread: PathLoss): PathLoss {
  const weight = 1 / sampleSdDb ** 2;
  let aa = 1 / spread.atOneMetreDbm ** 2;
  let nn = 1 / spread.exponent ** 2;
  let an = 0;
  let a = prior.atOneMetreDbm * aa;
  let n = prior.exponent * nn;
  for (const sample of samples) {
    const u = -decades(sample.distanceM);
    aa += weight;
    an += weight * u;
    nn += weight * u * u;
    a += weight * sample.rssiDbm;
    n += weight * u * sample.rssiDbm;
  }
  const det = aa * nn - an * an;
  return { atOneMetreDbm: (a * nn - n * an) / det, exponent: Math.max(1, (n * aa - a * an) / det) };
}
