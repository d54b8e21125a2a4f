// POST /api/v1/me/…: what a signed-in person decides or does. One table of actions; each is about the person of the
// session, so no request can name another one. What the domain refuses is a 200 with a reason.

import type { z } from 'zod';
import type { SubjectRef } from '#shared/model/ids.ts';
import {
  AppReply,
  BringTagRequest,
  ConfirmTagRequest,
  ConsentRequest,
  LostTagRequest,
  MeReply,
  mePaths,
  OwnBookingRequest,
  PauseRequest,
  SeenRequest,
  StatusRequest,
  TapRequest,
  VisibilityRequest,
} from '#shared/wire/me-actions.ts';
import type { App } from '../app.ts';
import { asPerson } from '../as-person.ts';
import type { MeDesk } from '../me-ports.ts';
import type { MeAccess } from '../me-session.ts';
import { HttpProblem } from '../problem.ts';

const problems = { 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem };

type Act<B extends z.ZodType> = (ref: SubjectRef, body: z.output<B>) => Promise<MeReply | AppReply> | MeReply | AppReply;

export function addMeActionRoutes(app: App, { desk, access }: { readonly desk: MeDesk; readonly access: MeAccess }): void {
  const add = <B extends z.ZodType>(
    path: string,
    summary: string,
    body: B,
    act: Act<B>,
    answer: typeof MeReply | typeof AppReply = MeReply,
  ): void => {
    const schema = { tags: ['me'], summary, body, response: { 200: answer, ...problems } };
    app.post(path, { schema }, async (request, reply) => {
      await asPerson(access, request, reply, async ({ ref }) => act(ref, request.body as z.output<B>));
      return reply;
    });
  };
  add(mePaths.consent, 'Say yes to being located, with scopes', ConsentRequest, desk.consent);
  add(mePaths.withdraw, 'Take the yes back: place, tags and phones go at once', TapRequest, desk.withdraw);
  add(mePaths.pause, 'Pause for today, or end the pause', PauseRequest, desk.pause);
  add(mePaths.forget, 'Forget where I am now', TapRequest, desk.forget);
  add(mePaths.visibility, 'Show or hide the own name', VisibilityRequest, desk.visibility);
  add(mePaths.status, 'Declare a status', StatusRequest, desk.status);
  add(mePaths.bringTag, 'Bring a tag by what is printed on it', BringTagRequest, desk.bringTag);
  add(mePaths.holdTag, 'Bring a tag by holding it to an anchor', TapRequest, desk.holdTag);
  add(mePaths.confirmTag, 'Confirm the tag that was held there', ConfirmTagRequest, desk.confirmTag);
  add(mePaths.lostTag, 'A tag is lost or given up', LostTagRequest, desk.lostTag);
  add(mePaths.app, 'A key for the app on the own phone, shown once', TapRequest, desk.app, AppReply);
  add(mePaths.checkIn, 'Check in to an own booking', OwnBookingRequest, desk.checkIn);
  add(mePaths.release, 'Give an own booking back', OwnBookingRequest, desk.release);
  add(mePaths.extend, 'Extend an own booking', OwnBookingRequest, desk.extend);
  add(mePaths.seen, 'A notice was read', SeenRequest, desk.seen);
  add(mePaths.erase, 'Erase what is held about me here', TapRequest, desk.erase);
}
