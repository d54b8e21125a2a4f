// What the routes of the console ask of the rest of the gateway (manage-way.ts, safety-way.ts). Everything is asked for one
// signed-in person; who may not is answered with a reason, never with less than they asked for.

import type { Display } from '#shared/model/display.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Masked } from '#shared/wire/board.ts';
import type {
  Emergency,
  EmergencyReply,
  EndEmergencyRequest,
  FirePanelSignal,
  MarkRequest,
  OwnEmergency,
  SafeRequest,
  StartEmergencyRequest,
  UnnamedRequest,
} from '#shared/wire/emergency.ts';
import type {
  BookingsReply,
  BookingsRequest,
  CommandRequest,
  Managed,
  ManageRefusal,
  ManageReply,
  ManageRequest,
  PeopleReply,
  PeopleRequest,
} from '#shared/wire/manage.ts';
import type { UtilisationRefusal, UtilisationReply, UtilisationRequest } from '#shared/wire/utilisation.ts';

/** A file to keep: its text, and the name it is saved under. */
export type Csv = { readonly ok: true; readonly name: string; readonly csv: string };

export type ManageDesk = {
  /** Null: this person manages nothing here. */
  readonly managed: (ref: SubjectRef) => Masked<Managed> | null;
  readonly bookings: (ref: SubjectRef, body: BookingsRequest) => Masked<BookingsReply>;
  readonly exportBookings: (ref: SubjectRef, body: BookingsRequest) => Masked<Csv> | ManageRefusal;
  readonly people: (ref: SubjectRef, body: PeopleRequest) => Masked<PeopleReply>;
  readonly act: (ref: SubjectRef, body: ManageRequest) => Promise<ManageReply>;
  readonly command: (ref: SubjectRef, body: CommandRequest) => ManageReply;
  readonly utilisation: (ref: SubjectRef, body: UtilisationRequest) => UtilisationReply;
  readonly exportUtilisation: (ref: SubjectRef, body: UtilisationRequest) => Csv | UtilisationRefusal;
};

export type EmergencyDesk = {
  /** As a person's page may see it; null while none is on. */
  readonly of: (ref: SubjectRef) => Masked<OwnEmergency> | null;
  /** As a display may see it. */
  readonly onWall: (display: Display) => Masked<Emergency> | null;
  readonly start: (ref: SubjectRef, body: StartEmergencyRequest) => EmergencyReply;
  readonly end: (ref: SubjectRef, body: EndEmergencyRequest) => EmergencyReply;
  readonly mark: (ref: SubjectRef, body: MarkRequest) => EmergencyReply;
  readonly unnamed: (ref: SubjectRef, body: UnnamedRequest) => EmergencyReply;
  readonly safe: (ref: SubjectRef, body: SafeRequest) => EmergencyReply;
  /** Somebody in front of this display marked a person of the roll it shows. */
  readonly markAtWall: (display: Display, body: MarkRequest) => EmergencyReply;
  /** A page of its own, to print; null for who is no warden, and while none is on. */
  readonly list: (ref: SubjectRef) => string | null;
  /**
   * `refused`: a wrong token, or no panel is configured. `barred`: too many of them from that address; the right one is taken
   * from any, so that nobody can bar the panel.
   */
  readonly signal: (
    authorization: string | undefined,
    address: string,
    signal: FirePanelSignal,
  ) => 'taken' | 'refused' | 'barred';
};
