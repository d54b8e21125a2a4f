// What the HTTP server asks of other stages. Declared here because a stage imports none; gateway.ts fits them together.

import type { Clock } from '#shared/kit/clock.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { Display } from '#shared/model/display.ts';
import type { Anchors } from '#shared/wire/anchors.ts';
import type {
  ActivateReply,
  CalibrationReport,
  MapList,
  RefitReply,
  VisitReply,
  VisitRequest,
  VisitState,
} from '#shared/wire/calibration.ts';
import type { ActionReply, BookingActionRequest, SignInReply, SignInRequest, WalkUpRequest } from '#shared/wire/check-in.ts';
import type { Health } from '#shared/wire/health.ts';
import type { RangingBatch } from '#shared/wire/ranging.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import type { BoardHub } from './board-hub.ts';
import type { EmergencyDesk, ManageDesk } from './manage-ports.ts';
import type { MeHub } from './me-hub.ts';
import type { MeDesk } from './me-ports.ts';
import type { MeAccess } from './me-session.ts';
import type { PrivacyDeskPort } from './privacy-ports.ts';

type Known = Outcome<Display, 'unknown-display'>;

/** Who a display is (edge-gateway/displays). */
export type DisplayAccess = {
  readonly authenticate: (shown: {
    readonly display?: string | undefined;
    readonly token?: string | undefined;
    readonly loopback: boolean;
  }) => Known;
  readonly ofBearer: (authorization: string) => Known;
  readonly openSession: (display: Display) => string;
  readonly ofSession: (handle: string) => Known;
};

/** The conversation with a check-in pad (edge-gateway/check-in). */
export type CheckInDesk = {
  readonly signIn: (display: Display, body: SignInRequest) => Promise<SignInReply>;
  readonly confirm: (display: Display, body: BookingActionRequest) => Promise<ActionReply>;
  readonly release: (display: Display, body: BookingActionRequest) => Promise<ActionReply>;
  readonly walkUp: (display: Display, body: WalkUpRequest) => Promise<ActionReply>;
  readonly done: (display: Display, session: string) => void;
};

/** Phones that say what they hear (edge-gateway/receive). */
export type PhonePosts = {
  /** Lets the phone with this secret post one batch; taking it answers false when the phone has become nobody's meanwhile. */
  readonly admit: (
    secret: string,
    address: string,
  ) => Outcome<(batch: RangingBatch) => boolean, 'unknown-phone' | 'too-many' | 'apps-off'>;
};

/** What installers do (calibration-way.ts). */
export type CalibrationDesk = {
  readonly admit: (
    authorization: string | undefined,
    address: string,
  ) => Outcome<true, 'nobody-may' | 'unknown-installer' | 'barred'>;
  readonly beginVisit: (visit: VisitRequest) => VisitReply;
  readonly visit: () => VisitState;
  readonly cancelVisit: () => VisitState;
  readonly report: () => Promise<CalibrationReport>;
  readonly maps: () => MapList;
  readonly activate: (id: string) => ActivateReply;
  readonly refit: () => RefitReply;
};

/** The slice of the log this stage uses: constant messages with fields. */
export type HttpLog = {
  readonly info: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};

export type HttpDeps = {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly version: string;
  /** The built pages: `wall.html` and `assets/`. May be missing. */
  readonly pagesFolder: string;
  /** Further names this gateway is reached by, beside localhost, when it listens on this machine only. */
  readonly hosts?: readonly string[] | undefined;
  readonly displays: DisplayAccess;
  readonly hub: BoardHub;
  readonly checkIn: CheckInDesk;
  readonly phones: PhonePosts;
  /** Absent, there is nothing to calibrate and no route for it. */
  readonly calibration?: CalibrationDesk;
  /** Absent, nobody can sign in and there is no page /me. */
  readonly people?: { readonly desk: MeDesk; readonly access: MeAccess; readonly hub: MeHub } | undefined;
  /** Absent, as where nobody can sign in, there is no privacy desk. */
  readonly privacy?: PrivacyDeskPort | undefined;
  /** Absent, as where nobody can sign in, there is no console. */
  readonly manage?: ManageDesk | undefined;
  /** The fire panel reaches it also where nobody can sign in. */
  readonly emergency: EmergencyDesk;
  /** The privacy page of the walls, the same for all of them. Never rejects for want of the document's text. */
  readonly privacyOf: () => Promise<WallPrivacy>;
  readonly health: () => Health;
  readonly anchors: () => Anchors;
  /** Whether this Authorization header may look at single scanners; callers on this machine may anyway. */
  readonly mayInspect?: (authorization: string) => boolean;
  readonly metrics: { readonly contentType: string; readonly text: (audience: 'everybody' | 'inspector') => Promise<string> };
  readonly clock: Clock;
  readonly log: HttpLog;
  /** Requests a second per display; sign-ins have their own, smaller number. Defaults 30 and 5. */
  readonly rates?: { readonly perSecond: number; readonly signInPerSecond: number };
};
