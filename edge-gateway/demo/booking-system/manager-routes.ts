// The part of the contract that is about what managers do for others. Nobody is told of it here (rule 55); a real booking
// system tells whoever it concerns.

import { ManagerAct, paths } from '#shared/booking-api/contract.ts';
import type { Database } from './database.ts';
import { decideManaged, type ManagedWorld } from './decide-manager.ts';
import { problem, type Route } from './http.ts';
import type { Ledger } from './ledger.ts';
import { writeOnce } from './write-once.ts';

type Deps = { readonly db: Database; readonly ledger: Ledger; readonly world: ManagedWorld };

export function managerRoutes(deps: Deps): Route {
  return (ask) => {
    if (`${ask.method} ${ask.path}` !== `POST ${paths.managerActs}`) return null;
    return writeOnce(deps, ask, ManagerAct, (act) => {
      const verdict = decideManaged(act, deps.world);
      if (!verdict.ok) return problem(verdict.why, verdict.detail ?? 'Refused.');
      deps.ledger.apply(verdict.value.change);
      return { status: 200, body: verdict.value.result };
    });
  };
}
