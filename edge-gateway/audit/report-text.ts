// The processing report as plain text, to be read in a terminal and kept in a file.

import type { ProcessingReport } from './processing-report.ts';
import type { Proof, ReportItem } from './report-item.ts';

const lineLength = 100;

/** The questions an item answers, in their order. */
export const questions: readonly (readonly [label: string, answer: (item: ReportItem) => string])[] = [
  ['What', (item) => item.what],
  ['Of whom', (item) => item.ofWhom],
  ['Basis', (item) => item.basis],
  ['Where', (item) => item.where],
  ['How long', (item) => item.howLong],
  ['What stops it', (item) => item.stop],
];

export function proofText({ test, says }: Proof): string {
  return says.length === 0 ? test : `${says.join(', ')}: ${test}`;
}

export function reportText(report: ProcessingReport): string {
  return [
    heading(report.title, '='),
    ...report.facts.map(([label, value]) => field(label, value)),
    ...report.sections.flatMap(({ title, items }) => ['', heading(title, '='), ...items.flatMap(itemLines)]),
    ...list('Who receives something', report.recipients),
    ...list('What is never processed', report.never),
    ...list('How to check it', report.checks),
    ...list('What stays open', report.open),
    '',
  ].join('\n');
}

function itemLines(item: ReportItem): readonly string[] {
  const proofs = item.proof.map((one, nth) => field(nth === 0 ? 'Proved by' : '', proofText(one)));
  return ['', heading(item.title, '-'), ...questions.map(([label, answer]) => field(label, answer(item))), ...proofs];
}

function heading(title: string, line: string): string {
  return `${title}\n${line.repeat(title.length)}`;
}

function list(title: string, sentences: readonly string[]): readonly string[] {
  return ['', heading(title, '='), ...sentences.map((sentence) => wrapped('- ', '  ', sentence))];
}

function field(label: string, value: string): string {
  return wrapped(label.padEnd(18), ' '.repeat(18), value);
}

function wrapped(first: string, rest: string, text: string): string {
  const lines = [first];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const isFresh = line === first || line === rest;
    if (!isFresh && line.length + 1 + word.length > lineLength) lines.push(rest + word);
    else lines[lines.length - 1] = isFresh ? line + word : `${line} ${word}`;
  }
  return lines.join('\n');
}
