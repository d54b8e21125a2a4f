// Random lives of consents against a model that knows no clever tricks: it asks every time, of everybody, from scratch.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rotatingTag, stepAt } from '#gateway/consent/rotating-id.ts';
import { minutes } from '#shared/kit/duration.ts';
import { type LocationConsent, RotatingKey } from '#shared/model/consent.ts';
import { SubjectRef, TagId } from '#shared/model/ids.ts';
import { type Gate, given, morningMs, openGate, sightingOf } from './gate.ts';

const people = ['p-ana', 'p-ben', 'p-cleo'].map((ref) => SubjectRef.parse(ref));
const tags = [1, 2, 3].map((nth) => TagId.parse(`mac:00000000000${nth}`));
const keys = [1, 2].map((nth) => RotatingKey.parse(Buffer.alloc(32, nth).toString('base64url')));
const documents = ['v1', 'v2'];

type Happening =
  | { readonly kind: 'consent'; readonly ref: SubjectRef; readonly location: LocationConsent }
  | { readonly kind: 'withdraw'; readonly ref: SubjectRef }
  | { readonly kind: 'document'; readonly version: string }
  | { readonly kind: 'clock'; readonly byMs: number };

const who = fc.constantFrom(...people);
const consenting = fc
  .record({
    tags: fc.subarray(tags),
    rotating: fc.subarray(keys),
    documentVersion: fc.constantFrom(...documents),
    pausedUntilMs: fc.option(fc.integer({ min: morningMs - minutes(60), max: morningMs + minutes(120) }), { nil: undefined }),
  })
  .map(({ pausedUntilMs, ...rest }) => given(pausedUntilMs === undefined ? rest : { ...rest, pausedUntilMs }));
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('consent' as const), ref: who, location: consenting }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), ref: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('document' as const), version: fc.constantFrom(...documents) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), byMs: fc.integer({ min: -minutes(40), max: minutes(40) }) }),
  },
);

type Model = { readonly given: Map<SubjectRef, LocationConsent>; version: string; wallMs: number };

const isLive = ({ given: all, version, wallMs }: Model, ref: SubjectRef): boolean => {
  const location = all.get(ref);
  return location !== undefined && location.documentVersion === version && wallMs >= (location.pausedUntilMs ?? 0);
};
/** Computed once: the same few ids are asked for thousands of times. */
const ids = new Map<string, TagId>();
const idOf = (key: RotatingKey, step: number): TagId => {
  const name = `${key} ${step}`;
  const id = ids.get(name) ?? rotatingTag(key, step);
  ids.set(name, id);
  return id;
};
const tagsOf = (model: Model, ref: SubjectRef): readonly TagId[] => {
  const { tags: own = [], rotating = [] } = model.given.get(ref) ?? {};
  const step = stepAt(model.wallMs);
  return [...own, ...rotating.flatMap((key) => [step - 1, step, step + 1].map((near) => idOf(key, near)))];
};
const ownersOf = (model: Model, tag: TagId): SubjectRef[] =>
  people.filter((ref) => isLive(model, ref) && tagsOf(model, ref).includes(tag));

function apply(gate: Gate, model: Model, happened: Happening): void {
  if (happened.kind === 'consent') {
    model.given.set(happened.ref, happened.location);
    gate.consent.learn(happened);
  } else if (happened.kind === 'withdraw') {
    model.given.delete(happened.ref);
    gate.consent.learn({ ref: happened.ref });
  } else {
    if (happened.kind === 'clock') model.wallMs += happened.byMs;
    else model.version = happened.version;
    Object.assign(gate.world, { version: model.version, wallMs: model.wallMs });
  }
}

/** Every tag that could be heard around now, also ids of apps whose time is over or has not come. */
const heardNow = (model: Model): readonly TagId[] => {
  const step = stepAt(model.wallMs);
  return [...tags, ...keys.flatMap((key) => [-3, -2, -1, 0, 1, 2].map((near) => idOf(key, step + near)))];
};

/** Lives one history; `look` is called after everything that happens. */
function live(happenings: readonly Happening[], look: (gate: Gate, model: Model) => void, gate = openGate()): void {
  const model: Model = { given: new Map(), version: gate.world.version, wallMs: gate.world.wallMs };
  for (const happened of happenings) {
    apply(gate, model, happened);
    look(gate, model);
  }
}

const histories = fc.array(happening, { maxLength: 30 });
const runs = { numRuns: 100 };

describe('whatever people consent to, withdraw, pause and swap, and whatever document and clock do', () => {
  test('R25, R31: nobody is live without a consent to the document in force that is not paused', () => {
    fc.assert(
      fc.property(histories, (happenings) => {
        live(happenings, ({ consent }, model) => {
          const lively = people.filter((ref) => isLive(model, ref));
          expect(people.filter((ref) => consent.stateOf(ref) === 'on')).toEqual(lively);
          expect(people.filter((ref) => consent.scopesOf(ref).size > 0)).toEqual(lively);
          expect(consent.consenting()).toBe(lively.length);
        });
      }),
      runs,
    );
  });

  test('S1: a tag locates its one owner and nobody else, and what several claim nobody', () => {
    fc.assert(
      fc.property(histories, (happenings) => {
        live(happenings, ({ consent }, model) => {
          for (const tag of heardNow(model)) {
            const owners = ownersOf(model, tag);
            expect(consent.admit(sightingOf(tag))?.subject ?? null).toBe(owners.length === 1 ? owners[0] : null);
            const claimants = people.filter((ref) => tagsOf(model, ref).includes(tag));
            expect([...consent.claimants(tag)].sort()).toEqual(claimants);
            expect(consent.claims(tag)).toBe(claimants.length > 0);
          }
        });
      }),
      runs,
    );
  });

  test('S3: what is known of a person is removed as soon as it could not be learnt again', () => {
    fc.assert(
      fc.property(histories, (happenings) => {
        /** Where each was seen last, and by which tag: what a vault would hold. */
        const vault = new Map<string, TagId>();
        const gate = openGate((ref) => vault.delete(ref));
        live(
          happenings,
          ({ consent }, model) => {
            // Whatever is asked first is enough.
            consent.consenting();
            for (const [ref, tag] of vault) {
              expect(isLive(model, SubjectRef.parse(ref))).toBe(true);
              // An id whose time is over is the only thing that may end without a trace.
              if (tags.includes(tag)) expect(ownersOf(model, tag)).toEqual([ref]);
            }
            for (const tag of heardNow(model)) {
              const subject = consent.admit(sightingOf(tag))?.subject;
              if (subject !== undefined) vault.set(subject, tag);
            }
          },
          gate,
        );
      }),
      runs,
    );
  });

  test('S3: after a withdrawal nothing passes until that person says yes again', () => {
    fc.assert(
      fc.property(histories, who, histories, (before, ref, after) => {
        const others = after.filter((happened) => !(happened.kind === 'consent' && happened.ref === ref));
        live([...before, { kind: 'withdraw', ref }, ...others], ({ consent }, model) => {
          const passed = heardNow(model).map((tag) => consent.admit(sightingOf(tag))?.subject);
          if (!model.given.has(ref)) expect(passed).not.toContain(ref);
        });
      }),
      runs,
    );
  });

  test('nobody is told to be removed twice in one turn, and nobody who neither lost anything nor was live', () => {
    fc.assert(
      fc.property(histories, (happenings) => {
        const gate = openGate();
        let lively: readonly SubjectRef[] = [];
        live(
          happenings,
          ({ consent, withdrawn }, model) => {
            consent.consenting();
            const told = withdrawn.splice(0);
            expect(new Set(told).size).toBe(told.length);
            expect(told.filter((ref) => !lively.includes(SubjectRef.parse(ref)))).toEqual([]);
            lively = people.filter((ref) => isLive(model, ref));
          },
          gate,
        );
      }),
      runs,
    );
  });
});
