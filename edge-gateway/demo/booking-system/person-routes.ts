// The part of the contract that is about people: what they decided at the edge, the tags they bring and give up, and the
// document they agree to.

import { Decision, paths, TagWrite } from '#shared/booking-api/contract.ts';
import type { Person } from '#shared/model/person.ts';
import type { Database } from './database.ts';
import { bringTag, decidePerson, giveUpTag } from './decide-person.ts';
import { type Ask, problem, type Reply, type Route } from './http.ts';
import type { Ledger } from './ledger.ts';
import { privacyDocument } from './privacy-document.ts';
import { writeOnce } from './write-once.ts';

type Deps = { readonly db: Database; readonly ledger: Ledger; readonly nowMs: () => number };

export function personRoutes(deps: Deps): Route {
  const { ledger } = deps;
  return (ask) => {
    switch (`${ask.method} ${ask.path}`) {
      case `POST ${paths.decisions}`:
        return writeOnce(deps, ask, Decision, (body) => decision(deps, body));
      case `POST ${paths.tags}`:
        return tagWrite(deps, ask, (person, body) => bringTag(person, body, ledger.people(), ledger.policy()));
      case `POST ${paths.tagsGivenUp}`:
        return tagWrite(deps, ask, (person, body) => ({ ok: true, value: giveUpTag(person, body) }));
      case `GET ${paths.privacyDocuments}/${privacyDocument.version}`:
        return { status: 200, body: privacyDocument.text, headers: { 'content-type': 'text/plain; charset=utf-8' } };
      default:
        return null;
    }
  };
}

const noPerson = (): Reply => problem('not-found', 'There is no such person (any more).');

function decision(deps: Deps, body: Decision): Reply {
  const { db, ledger } = deps;
  const person = ledger.person(body.person);
  if (!person) return noPerson();
  const verdict = decidePerson(person, body, ledger.policy());
  if (!verdict.ok) return problem(verdict.why, verdict.detail ?? 'Refused.');
  if (body.action === 'erase') forgetPast(deps, person);
  db.run("INSERT INTO effects (event, action, booking, person) VALUES (?, ?, '', ?)", body.event, body.action, body.person);
  return asItStands(ledger, person, verdict.value);
}

/** Bookings that are over lose their person; those to come are still theirs. */
function forgetPast({ ledger, nowMs }: Deps, { ref }: Person): void {
  for (const { holder, ...rest } of ledger.bookings()) {
    if (holder === ref && rest.toMs <= nowMs()) ledger.apply({ kind: 'booking', booking: rest });
  }
}

function tagWrite(deps: Deps, ask: Ask, rule: (person: Person, body: TagWrite) => ReturnType<typeof decidePerson>): Reply {
  return writeOnce(deps, ask, TagWrite, (body) => {
    const person = deps.ledger.person(body.person);
    if (!person) return noPerson();
    const verdict = rule(person, body);
    return verdict.ok ? asItStands(deps.ledger, person, verdict.value) : problem(verdict.why, verdict.detail ?? 'Refused.');
  });
}

/** Writes what changed; the answer carries the person's new `rev`. */
function asItStands(ledger: Ledger, before: Person, after: Person): Reply {
  if (after !== before) ledger.apply({ kind: 'person', person: after });
  return { status: 200, body: { person: ledger.person(before.ref) } };
}
