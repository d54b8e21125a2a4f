import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rollPage } from '#gateway/safety/roll-page.ts';
import { rollWordsEn } from '#gateway/safety/roll-words.ts';
import { FloorId } from '#shared/model/ids.ts';
import { Emergency, type RollPerson } from '#shared/wire/emergency.ts';

const ground = FloorId.parse('ground');
const removed = FloorId.parse('removed');
const building = { name: 'House & Co', timeZone: 'Europe/Berlin', floors: [{ id: ground, name: 'Ground floor' }] };
const person = (label: string, more: Partial<RollPerson> = {}): RollPerson => ({
  ...{ key: `k-${label}`, label, safe: false, firstAider: false },
  ...more,
});
const roll = (drill: boolean, people: readonly RollPerson[] = []): Emergency =>
  Emergency.parse({
    ...{ id: '00000000-0000-4000-8000-000000000001', drill, by: 'person' },
    startedMs: Date.UTC(2026, 4, 6, 8, 0),
    endsMs: Date.UTC(2026, 4, 6, 12, 0),
    assemblyPoint: 'Car park "B"',
    floors: [
      { floor: ground, people, unnamed: { here: 3, safe: 1 } },
      { floor: removed, people: [], unnamed: { here: 0, safe: 0 } },
    ],
    counts: { expected: people.length + 3, safe: 1 },
  });
const page = (drill: boolean, people: readonly RollPerson[] = []): string =>
  rollPage(roll(drill, people), building, Date.UTC(2026, 4, 6, 8, 5), rollWordsEn);

describe('the list to print', () => {
  test('says on every floor whether it is a drill, and never takes one for the other', () => {
    expect(page(true)).toContain('<title>DRILL · House &amp; Co · 6 May 2026, 10:00</title>');
    expect(page(true).match(/DRILL/g)).toHaveLength(4);
    expect(page(true)).not.toContain('EMERGENCY');
    expect(page(false).match(/EMERGENCY/g)).toHaveLength(4);
    expect(page(false)).not.toMatch(/drill/i);
  });

  test('carries its moment, its expiry, the assembly point and what it does not know, in the site’s time', () => {
    const text = page(false);
    expect(text).toContain('As of 6 May 2026, 10:05');
    expect(text).toContain('Valid until 6 May 2026, 14:00. Destroy this list then.');
    expect(text).toContain('Assembly point: Car park &quot;B&quot;');
    expect(text).toContain('Others may be in the building.');
    expect(text).toContain('Without a name: 1 of 3 safe');
    expect(text).toContain('Nobody is known to be here.');
  });

  test('has a box for everybody, by zone, ticked for who is safe', () => {
    const text = page(false, [
      person('Ada', { zoneName: 'South', safe: true }),
      person('Ben', { zoneName: 'North', firstAider: true }),
      person('Cem'),
    ]);
    expect([...text.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, zone]) => zone)).toEqual(['North', 'Somewhere on this floor', 'South']);
    expect(text).toContain('<li><span class="box">✓</span>Ada (safe)</li>');
    expect(text).toContain('<li><span class="box"></span>Ben (first aider)</li>');
    expect(text).toContain('<li><span class="box"></span>Cem</li>');
    expect(text).not.toContain('k-Ada');
  });

  test('takes no name, zone or building for markup', () => {
    const evil = `</li><script>alert(1)</script><img src=x onerror="x">'&`;
    const text = page(false, [person(evil, { zoneName: evil })]);
    expect(text).not.toMatch(/<script|<img|onerror="/);
    expect(text.match(/<li>/g)).toHaveLength(1);
  });

  test('allows its own style and nothing else', () => {
    const text = page(false);
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(text).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;"`);
    expect(text).not.toMatch(/ style=|<script|<link|https?:|url\(/);
  });
});
