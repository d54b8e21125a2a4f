// The processing report as one HTML page without scripts and without anything loaded from elsewhere, to be printed.

import type { ProcessingReport } from './processing-report.ts';
import type { ReportItem } from './report-item.ts';
import { proofText, questions } from './report-text.ts';

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.5rem; } section { break-inside: avoid; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: 0.25rem 1rem; } dt { color: #555; } dd { margin: 0; }
dd, li { overflow-wrap: anywhere; } code { font-size: 0.875em; }`;

export function reportHtml(report: ProcessingReport): string {
  const title = escaped(report.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${fields(report.facts)}
${report.sections.map((section) => `<h2>${escaped(section.title)}</h2>\n${section.items.map(itemHtml).join('\n')}`).join('\n')}
${list('Who receives something', report.recipients)}
${list('What is never processed', report.never)}
${list('How to check it', report.checks)}
${list('What stays open', report.open)}
</body>
</html>
`;
}

function itemHtml(item: ReportItem): string {
  const answers = questions.map(([label, answer]) => [label, answer(item)] as const);
  const proofs = item.proof.map((one, nth) => [nth === 0 ? 'Proved by' : '', proofText(one)] as const);
  return `<section>\n<h3>${escaped(item.title)}</h3>\n${fields([...answers, ...proofs])}\n</section>`;
}

function fields(pairs: readonly (readonly [label: string, value: string])[]): string {
  return `<dl>\n${pairs.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('\n')}\n</dl>`;
}

function list(title: string, sentences: readonly string[]): string {
  return `<h2>${title}</h2>\n<ul>\n${sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join('\n')}\n</ul>`;
}

/** Text as HTML; words between backticks are code. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '').replace(/`([^`]*)`/g, '<code>$1</code>');
}
