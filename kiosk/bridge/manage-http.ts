// What the console's sections for managers ask for over HTTP. A reason of the gateway comes back as it is; whatever is not a
// proper answer counts as none, and the page says so instead of guessing what happened.

import type { z } from 'zod';
import {
  type EmergencyRefusal,
  EmergencyReply,
  type EndEmergencyRequest,
  emergencyPaths,
  type MarkRequest,
  type SafeRequest,
  type StartEmergencyRequest,
  type UnnamedRequest,
} from '#shared/wire/emergency.ts';
import {
  BookingsReply,
  type BookingsRequest,
  type CommandRequest,
  ManageRefusal,
  ManageReply,
  type ManageRequest,
  managePaths,
  PeopleReply,
  type PeopleRequest,
} from '#shared/wire/manage.ts';
import { UtilisationRefusal, UtilisationReply, type UtilisationRequest } from '#shared/wire/utilisation.ts';
import type { SessionRead } from './session-http.ts';

/** It is not known whether the gateway did it; asking again with the same `event` is safe. */
type NoAnswer = { readonly ok: false; readonly why: 'no-answer' };
export type ManageProblem = ManageRefusal | NoAnswer;
export type UtilisationProblem = UtilisationRefusal | NoAnswer;
export type EmergencyProblem = EmergencyRefusal | NoAnswer;
type Csv = { readonly ok: true; readonly csv: string };

export type ManageHttp = {
  readonly bookings: (body: BookingsRequest) => Promise<BookingsReply | NoAnswer>;
  readonly exportBookings: (body: BookingsRequest) => Promise<Csv | ManageProblem>;
  readonly people: (body: PeopleRequest) => Promise<PeopleReply | NoAnswer>;
  readonly act: (body: ManageRequest) => Promise<ManageReply | NoAnswer>;
  readonly command: (body: CommandRequest) => Promise<ManageReply | NoAnswer>;
  readonly utilisation: (body: UtilisationRequest) => Promise<UtilisationReply | NoAnswer>;
  readonly exportUtilisation: (body: UtilisationRequest) => Promise<Csv | UtilisationProblem>;
  readonly startEmergency: (body: StartEmergencyRequest) => Promise<EmergencyReply | NoAnswer>;
  readonly endEmergency: (body: EndEmergencyRequest) => Promise<EmergencyReply | NoAnswer>;
  /** A warden marks somebody of the roll. */
  readonly mark: (body: MarkRequest) => Promise<EmergencyReply | NoAnswer>;
  /** So many of a floor's unnamed people are safe. */
  readonly unnamed: (body: UnnamedRequest) => Promise<EmergencyReply | NoAnswer>;
  /** Whoever is signed in is safe. */
  readonly safe: (body: SafeRequest) => Promise<EmergencyReply | NoAnswer>;
};

const noAnswer: NoAnswer = { ok: false, why: 'no-answer' };

export function manageOverHttp(read: SessionRead): ManageHttp {
  const post =
    <Body extends object, Reply>(path: string, schema: z.ZodType<Reply>) =>
    async (body: Body): Promise<Reply | NoAnswer> =>
      (await read(path, body, async (answer) => schema.safeParse(await answer.json()).data ?? null)) ?? noAnswer;
  const file =
    <Body extends object, Refusal>(path: string, refusal: z.ZodType<Refusal>) =>
    async (body: Body): Promise<Csv | Refusal | NoAnswer> =>
      (await read(path, body, (answer) => csvOf(answer, refusal))) ?? noAnswer;
  return {
    bookings: post(managePaths.bookings, BookingsReply),
    exportBookings: file(managePaths.exportBookings, ManageRefusal),
    people: post(managePaths.people, PeopleReply),
    act: post(managePaths.act, ManageReply),
    command: post(managePaths.command, ManageReply),
    utilisation: post(managePaths.utilisation, UtilisationReply),
    exportUtilisation: file(managePaths.exportUtilisation, UtilisationRefusal),
    startEmergency: post(emergencyPaths.start, EmergencyReply),
    endEmergency: post(emergencyPaths.end, EmergencyReply),
    mark: post(emergencyPaths.mark, EmergencyReply),
    unnamed: post(emergencyPaths.unnamed, EmergencyReply),
    safe: post(emergencyPaths.safe, EmergencyReply),
  };
}

/** A file is what the gateway calls one; everything else is a reason, or nothing. */
async function csvOf<Refusal>(answer: Response, refusal: z.ZodType<Refusal>): Promise<Csv | Refusal | null> {
  const type = answer.headers.get('content-type') ?? '';
  if (answer.ok && type.startsWith('text/csv')) return { ok: true, csv: await answer.text() };
  return refusal.safeParse(await answer.json()).data ?? null;
}
