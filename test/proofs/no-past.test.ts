// Nothing of the gateway can be asked where somebody was: no request of any route or socket has a word for a moment of the
// past, and wherever an answer has a place of a person it is one place, with its age, beside nothing that came before.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { HttpDeps } from '#gateway/push/ports.ts';
import { FromDisplay, ToDisplay } from '#shared/wire/board-socket.ts';
import { FromMe, ToMe } from '#shared/wire/me.ts';
import { startTestServer, type TestServer } from '#test/push/harness.ts';

/** A JSON schema as far as this walk needs it. */
type Shape = { readonly [key: string]: unknown };
type Found = { readonly path: string; readonly name: string };

/** Routes exist as soon as there is a desk for them; none is called here. */
const allRoutes = z.custom<Partial<HttpDeps>>().parse({
  ...{ people: { desk: {}, access: {}, hub: { stop: () => undefined } }, privacy: {}, manage: {}, calibration: {} },
});
let server: TestServer;
let requests: ReadonlyMap<string, Shape>;
let answers: ReadonlyMap<string, Shape>;

beforeAll(async () => {
  server = await startTestServer(allRoutes);
  const document: Shape = await (await fetch(`${server.url}/api/openapi.json`)).json();
  const [asked, answered] = [new Map<string, Shape>(), new Map<string, Shape>()];
  for (const [path, methods] of Object.entries(shapeOf(document.paths))) {
    for (const [method, operation] of Object.entries(shapeOf(methods))) {
      const { requestBody, parameters, responses } = shapeOf(operation);
      asked.set(`${method} ${path}`, { requestBody, parameters: namesAsProperties(parameters) });
      answered.set(`${method} ${path}`, shapeOf(shapeOf(responses)['200'] ?? {}));
    }
  }
  const sockets = { 'board-socket': [FromDisplay, ToDisplay], 'me-socket': [FromMe, ToMe] } as const;
  for (const [name, [from, to]] of Object.entries(sockets)) {
    asked.set(name, z.toJSONSchema(from, { io: 'input' }));
    answered.set(name, z.toJSONSchema(to));
  }
  [requests, answers] = [asked, answered];
});
afterAll(() => server.stop());

function shapeOf(value: unknown): Shape {
  return z.record(z.string(), z.unknown()).parse(value);
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null;
}

function namesAsProperties(parameters: unknown): Shape {
  const named = z.array(z.object({ name: z.string() })).parse(parameters ?? []);
  return { properties: Object.fromEntries(named.map(({ name }) => [name, {}])) };
}

/** Every object of a schema with the names of its properties, however deep; `inside` are the names on the way to it. */
function* objectsIn(shape: unknown, inside: readonly string[] = []): Generator<{ inside: readonly string[]; properties: Shape }> {
  if (!isShape(shape)) return;
  for (const [key, value] of Object.entries(shape)) {
    if (key === 'properties' && isShape(value)) {
      yield { inside, properties: value };
      for (const [name, property] of Object.entries(value)) yield* objectsIn(property, [...inside, name]);
    } else yield* objectsIn(value, inside);
  }
}

function named(schemas: ReadonlyMap<string, Shape>, pattern: RegExp): Found[] {
  return [...schemas].flatMap(([path, schema]) =>
    [...objectsIn(schema)].flatMap(({ inside, properties }) =>
      Object.keys(properties)
        .filter((name) => pattern.test(name))
        .map((name) => ({ path, name: [...inside, name].join('.') })),
    ),
  );
}

test('the walk sees every route, or it proves nothing', () => {
  expect(answers.size).toBeGreaterThan(35);
  expect(named(requests, /^setting$/)).not.toEqual([]);
  expect(named(answers, /^ageMs$/).length).toBeGreaterThan(5);
});

/** Bookings that managers read and make, and days of figures without persons: no place of anybody is behind them. */
const ofBookings = [
  ...['/bookings', '/bookings/export'].map((path) => ({ path: `post /api/v1/manage${path}`, name: 'day' })),
  ...['person', 'fromMs', 'toMs', 'untilMs'].map((name) => ({ path: 'post /api/v1/manage/act', name })),
  ...['/utilisation', '/utilisation/export'].flatMap((path) =>
    ['range.from', 'compare.from'].map((name) => ({ path: `post /api/v1/manage${path}`, name })),
  ),
];

test('S8 R30 R32: no request can ask for a moment, a period, or somebody’s way', () => {
  const asking =
    /(Ms|At|Time|Date|Day|From|To|Since|Until)$|^(at|time|date|day|from|since|until|after|before|history|trail|track|path|person|ref)$/;
  const known = [
    // The number of an entry of the audit, which holds no places (S12).
    { path: 'get /api/v1/privacy/audit', name: 'parameters.before' },
    ...ofBookings,
  ];
  const found = named(requests, asking).map(({ path, name }) => ({
    path,
    name: path.startsWith('get') ? `parameters.${name}` : name,
  }));
  const inOrder = (all: readonly Found[]): string[] => all.map(({ path, name }) => `${path} ${name}`).toSorted();
  expect(inOrder(found)).toEqual(inOrder(known));
});

test('S8: no answer has a word for where somebody was', () => {
  const past =
    /trail|track|histor|visited|previous|lastSeen|lastPlace|lastKnown|earlier|journey|positions?At|wasAt|locations$|fixes/i;
  expect(
    named(answers, past).filter(({ name }) => !/settings\.historyDays$|limits\.historyDays$|^historyDays$/.test(name)),
  ).toEqual([]);
});

test('S8: a place of a person is one place with its age, never one of several', () => {
  const isPlaceOfPerson = (properties: Shape): boolean => 'ageMs' in properties || 'ageMin' in properties;
  const places = [...answers].flatMap(([path, schema]) =>
    [...objectsIn(schema)].filter(({ properties }) => isPlaceOfPerson(properties)).map((at) => ({ path, ...at })),
  );
  expect(places.length).toBeGreaterThan(5);
  // Lists of people on a floor now, the own dot, and the last place of somebody found: nothing else holds places.
  const holders = new Set(places.map(({ inside }) => inside.join('.')));
  expect([...holders].toSorted()).toEqual([
    ...['board.people', 'board.somewhere', 'dot', 'hits.location'],
    // Those of a console are empty: it sees what a wall without names shows (test/mask/managed-mask.test.ts).
    ...['managed.boards.people', 'managed.boards.somewhere', 'me.dot', 'view.people'],
  ]);
  for (const { properties } of places) {
    const lists = Object.entries(properties).filter(([, value]) => isShape(value) && value.type === 'array');
    // "Explain my dot": the anchors, which stand where they stand.
    expect(lists.map(([name]) => name).filter((name) => name !== 'anchors')).toEqual([]);
  }
});
