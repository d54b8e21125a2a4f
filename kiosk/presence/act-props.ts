// What every part of the section "Act" is given.

import type { ManageView } from './now-memory.ts';
import type { Act } from './use-act.ts';

export type ActProps = { readonly view: ManageView; readonly act: Act };
