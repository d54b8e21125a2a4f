// The report as text: for a terminal, a mail or a file.

import type { Report } from './report-content.ts';

const width = 96;

export function asText(report: Report): string {
  const list = (lines: readonly string[]): string => lines.map((line) => wrapped(line, '- ', '  ')).join('\n');
  const section = (title: string, body: string): string => `${title}\n${'-'.repeat(title.length)}\n${body}\n`;
  const claims = report.claims.map(
    ({ promise, holds, found }) => `${wrapped(promise, holds ? 'yes  ' : 'NO   ', '     ')}\n${wrapped(found, '     ', '     ')}`,
  );
  return [
    `${report.title}\n${'='.repeat(report.title.length)}\n`,
    `${wrapped(report.promise, '', '')}\n\n${report.verdict}\n`,
    ...(report.voids.length === 0 ? [] : [section('Why it proves nothing', list(report.voids))]),
    section('What was looked at', report.about.map(([what, value]) => `${what}: ${value}`).join('\n')),
    section('What was tried', list(report.tried)),
    section('What was found', claims.join('\n')),
    section('What is kept on purpose', list(report.held)),
    section('What this does not prove', list(report.limits)),
    section('How to repeat it', list(report.again)),
  ].join('\n');
}

function wrapped(text: string, first: string, rest: string): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length > width) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
