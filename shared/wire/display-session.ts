// POST /api/v1/displays/session: how a display becomes known. Answers 204 and sets an HttpOnly cookie `waypost_display`;
// a display that can set headers (Electron) sends `Authorization: Bearer <display id>.<token>` with every request instead.

import { z } from 'zod';
import { DisplayId } from '#shared/model/ids.ts';

/** Without `display` the site's first display with access `loopback` is meant, for callers on this machine only. */
export const DisplaySessionRequest = z.strictObject({ display: DisplayId.optional(), token: z.string().max(200).optional() });
export type DisplaySessionRequest = z.infer<typeof DisplaySessionRequest>;
