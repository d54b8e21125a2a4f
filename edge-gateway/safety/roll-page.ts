// The roll call on paper: one page without scripts and without anything loaded from elsewhere, black on white, with boxes to
// tick and the moment it has to be destroyed. It is for wardens, who see the whole roll.

import { createHash } from 'node:crypto';
import type { FloorId } from '#shared/model/ids.ts';
import type { Emergency, RollFloor, RollPerson } from '#shared/wire/emergency.ts';
import type { RollWords } from './roll-words.ts';

const style = `body { font: 12pt/1.4 sans-serif; color: #000; background: #fff; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 0.5rem; } h2 { font-size: 16pt; margin: 1.5rem 0 0.25rem; border-top: 2px solid #000; padding-top: 0.5rem; }
h3 { font-size: 12pt; margin: 0.75rem 0 0.25rem; } p { margin: 0.25rem 0; } .strong { font-weight: bold; }
ul { list-style: none; margin: 0; padding: 0; columns: 2; } li { break-inside: avoid; padding: 0.15rem 0; overflow-wrap: anywhere; }
.box { display: inline-block; width: 1em; height: 1em; border: 1.5px solid #000; margin-right: 0.5em; text-align: center; line-height: 1; vertical-align: -0.1em; }
@page { margin: 15mm; }`;

/** Nothing but this style. It is in the page itself, for whoever saves it; the header only has to let it through. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

type Building = {
  readonly name: string;
  readonly timeZone: string;
  readonly floors: readonly { readonly id: FloorId; readonly name: string }[];
};

/** The whole page. It is valid until the emergency ends by itself. */
export function rollPage(emergency: Emergency, building: Building, nowMs: number, words: RollWords): string {
  const { drill, startedMs, endsMs, assemblyPoint, counts } = emergency;
  const time = timeIn(building.timeZone, words.language);
  const kind = drill ? words.drill : words.emergency;
  const title = escaped(`${kind} · ${building.name} · ${time(startedMs)}`);
  const lines = [
    drill ? strong(words.thisIsADrill) : '',
    paragraph(words.asOf(time(nowMs))),
    strong(words.expiry(time(endsMs))),
    assemblyPoint === '' ? '' : paragraph(words.assemblyPoint(assemblyPoint)),
    strong(words.safeOf(counts.safe, counts.expected)),
    paragraph(words.onlyKnown),
    ...emergency.floors.map((floor) => floorHtml(floor, floorName(building, floor.floor), kind, words)),
  ];
  return `<!doctype html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${lines.filter((line) => line !== '').join('\n')}
</body>
</html>
`;
}

/** Each floor says again what kind of list it is: pages get separated. */
function floorHtml({ people, unnamed }: RollFloor, name: string, kind: string, words: RollWords): string {
  const zones = Map.groupBy(people, ({ zoneName }) => zoneName ?? words.noZone);
  const lists = [...zones]
    .toSorted(([a], [b]) => a.localeCompare(b, words.language))
    .map(([zone, here]) => `<h3>${escaped(zone)}</h3>\n<ul>\n${here.map((one) => personHtml(one, words)).join('\n')}\n</ul>`);
  const others = unnamed.here === 0 ? [] : [paragraph(words.unnamed(unnamed.safe, unnamed.here))];
  const all = [...lists, ...others];
  return `<section>\n<h2>${escaped(`${name} · ${kind}`)}</h2>\n${(all.length === 0 ? [paragraph(words.nobody)] : all).join('\n')}\n</section>`;
}

function personHtml({ label, safe, firstAider }: RollPerson, words: RollWords): string {
  const notes = [...(firstAider ? [words.firstAider] : []), ...(safe ? [words.safe] : [])];
  const said = notes.length === 0 ? label : `${label} (${notes.join(', ')})`;
  return `<li><span class="box">${safe ? '✓' : ''}</span>${escaped(said)}</li>`;
}

function floorName({ floors }: Building, floor: FloorId): string {
  return floors.find(({ id }) => id === floor)?.name ?? floor;
}

function timeIn(timeZone: string, language: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  return (ms) => format.format(ms);
}

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
const strong = (text: string): string => `<p class="strong">${escaped(text)}</p>`;

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}
