// "Who sees me now", for the person themselves. Nothing is decided here: the table is asked about everybody there is, so
// the sentence on the page can't promise anything else than what happens.

import type { ConsentScope } from '#shared/model/consent.ts';
import { type GroupId, SubjectRef } from '#shared/model/ids.ts';
import type { PrivacyMode, WallNames } from '#shared/model/policy.ts';
import type { SeenBy } from '#shared/wire/me.ts';
import type { Audience } from './audience.ts';
import { type Sight, sight } from './decision.ts';
import type { KnownPerson } from './label.ts';

type Seen = {
  readonly mode: PrivacyMode;
  readonly person: Pick<KnownPerson, 'visibility' | 'groups'>;
  /** Of the consent in force; empty while there is none, or it is paused. */
  readonly scopes: ReadonlySet<ConsentScope>;
  /** Of the displays of this building. */
  readonly wallNames: readonly WallNames[];
  readonly groupName: (group: GroupId) => string | undefined;
};

/**
 * Who may see this person's dot, whether or not there is one now. `groups` are those of their groups whose members may,
 * by name, or by id where it has none; with `company` that is all of them.
 */
export function seenBy({ mode, person, scopes, wallNames, groupName }: Seen): SeenBy {
  const sees = (audience: Audience): Sight => sight('position', audience, { mode, person, scopes });
  const walls = new Set(wallNames.map((names) => sees({ kind: 'wall', wallNames: names })));
  const groups = person.groups.filter((group) => sees(colleague([group])) === 'full');
  return {
    wall: walls.has('full') ? 'name' : walls.has('initials') ? 'initials' : 'no',
    company: sees(colleague([])) === 'full',
    groups: groups.map((group) => groupName(group) ?? group),
  };
}

const anybody = SubjectRef.parse('anybody');

/** Somebody else of the company; roles add nothing to a position, so none is needed. */
function colleague(groups: readonly GroupId[]): Audience {
  const manages = { groups: new Set<GroupId>(), floors: new Set<never>() };
  return { kind: 'signed-in', viewer: { ref: anybody, roles: new Set(['user']), groups: new Set(groups), manages } };
}
