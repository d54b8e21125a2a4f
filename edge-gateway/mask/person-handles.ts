// Random names for people whom a manager chooses from a list: a page can say whom it means, and the reference the booking
// system gave stays in the gateway. In memory only, and new after every start.

import type { SubjectRef } from '#shared/model/ids.ts';

export type PersonHandles = {
  /** Of this person; the same at every look. */
  readonly of: (ref: SubjectRef) => string;
  /** Undefined for a handle that was never given out. */
  readonly refOf: (handle: string) => SubjectRef | undefined;
};

/** `newHandle` makes a random UUID. */
export function createPersonHandles(newHandle: () => string): PersonHandles {
  const handles = new Map<SubjectRef, string>();
  const refs = new Map<string, SubjectRef>();
  return {
    of: (ref) => {
      const handle = handles.get(ref) ?? newHandle();
      handles.set(ref, handle);
      refs.set(handle, ref);
      return handle;
    },
    refOf: (handle) => refs.get(handle),
  };
}
