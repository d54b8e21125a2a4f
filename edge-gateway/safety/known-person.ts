// What safety knows of a person: enough to find first aiders, and to name people in an emergency as far as that is allowed.

import type { Person } from '#shared/model/person.ts';

/** `label`: the whole name, as it may stand on a screen. */
export type KnownPerson = Pick<Person, 'visibility' | 'duties' | 'dutyNamed'> & { readonly label: string };

export function isFirstAider(person: KnownPerson | undefined): boolean {
  return person?.duties?.includes('first-aider') ?? false;
}
