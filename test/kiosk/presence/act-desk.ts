// The manager's end of the small gateway: answers what the section "Act" asks over HTTP, as the wire contract says, and
// keeps what was asked.

import type { Page } from '@playwright/test';
import {
  BookingsRequest,
  CommandRequest,
  type Managed,
  type ManageRefusal,
  managePaths,
  PeopleRequest,
} from '#shared/wire/manage.ts';
import { bookingsOfToday, managedAfter, noBookings, peopleFound } from './act-data.ts';
import type { DeskServer } from './desk-server.ts';

type Path = (typeof managePaths)[keyof typeof managePaths];
/** `lost`: no answer comes, though it may have been done. */
type Trouble = ManageRefusal['why'] | 'lost';

export type ActDesk = {
  readonly asked: (path: Path) => readonly Record<string, unknown>[];
  /** What the next request of this page meets. */
  readonly trouble: (trouble: Trouble) => void;
};

const everything = '**/api/v1/manage/**';
const csv = 'space,from,to,name,state\r\n1-14,09:00,17:00,Ada Quill,checked-in\r\n';

/** Answers for this page until it goes elsewhere. */
export async function startActDesk(page: Page, server: DeskServer, begun: Managed): Promise<ActDesk> {
  const asked: { readonly path: string; readonly body: Record<string, unknown> }[] = [];
  let managed = begun;
  let trouble: Trouble | null = null;
  server.manage(managed);
  const answer = (path: string, body: Record<string, unknown>): object => {
    if (path === managePaths.bookings) return BookingsRequest.parse(body).day === '2026-11-24' ? bookingsOfToday : noBookings;
    if (path === managePaths.people) return PeopleRequest.parse(body).text === 'Nobody' ? { ok: true, people: [] } : peopleFound;
    if (path === managePaths.command) CommandRequest.parse(body);
    if (path !== managePaths.act) return { ok: true };
    managed = managedAfter(managed, body);
    server.manage(managed);
    return { ok: true };
  };
  await page.unroute(everything);
  await page.route(everything, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = route.request().postDataJSON() as Record<string, unknown>;
    asked.push({ path, body });
    const met = trouble;
    trouble = null;
    if (met === 'lost') return route.abort();
    if (met) return route.fulfill({ status: 409, json: { ok: false, why: met } });
    if (path !== managePaths.exportBookings) return route.fulfill({ json: answer(path, body) });
    BookingsRequest.parse(body);
    return route.fulfill({ contentType: 'text/csv; charset=utf-8', body: csv });
  });
  return {
    asked: (path) => asked.filter((one) => one.path === path).map(({ body }) => body),
    trouble: (next) => {
      trouble = next;
    },
  };
}
