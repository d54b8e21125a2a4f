// What every part of the console that can do something is given.

import type { DeskView } from './desk-memory.ts';
import type { Decisions } from './use-decisions.ts';

export type DeskProps = { readonly view: DeskView; readonly decisions: Decisions };
