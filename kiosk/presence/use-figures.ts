// What was asked of the gateway and what it answered, in this page's memory. The last answer stays until the next one is
// there; only the newest question counts.

import { useRef, useState } from 'react';
import type { ManageHttp, UtilisationProblem } from '#kiosk/bridge/manage-http.ts';
import type { Utilisation, UtilisationRequest } from '#shared/wire/utilisation.ts';

/** An answer with the question it belongs to: what is saved as a file is asked for in the same words. */
export type Shown = { readonly request: UtilisationRequest; readonly figures: Utilisation };
export type Figures = {
  readonly shown: Shown | null;
  readonly busy: boolean;
  readonly problem: UtilisationProblem['why'] | null;
};

type Asking = Figures & { readonly ask: (request: UtilisationRequest) => void };

export function useFigures(http: Pick<ManageHttp, 'utilisation'>): Asking {
  const [figures, setFigures] = useState<Figures>({ shown: null, busy: false, problem: null });
  const newest = useRef(0);
  const ask = async (request: UtilisationRequest): Promise<void> => {
    newest.current += 1;
    const mine = newest.current;
    setFigures((before) => ({ ...before, busy: true, problem: null }));
    const answer = await http.utilisation(request);
    if (mine !== newest.current) return;
    setFigures(({ shown }) =>
      answer.ok
        ? { shown: { request, figures: withoutEmpty(answer) }, busy: false, problem: null }
        : { shown, busy: false, problem: answer.why },
    );
  };
  return { ...figures, ask: (request) => void ask(request) };
}

/** A compared period of which few days are kept, or none, is nothing to compare with: one odd Saturday is no year. */
function withoutEmpty(figures: Utilisation): Utilisation {
  const { period, compare } = figures;
  return compare && compare.days < period.days * leastOfDays ? { ...figures, compare: null } : figures;
}
const leastOfDays = 0.25;
