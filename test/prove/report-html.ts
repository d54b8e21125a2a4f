// The report as a page of its own: nothing to load, no script, greyscale, fit to be printed. Everything is escaped: a path
// or a file name is the machine's.

import type { Report } from './report-content.ts';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; color: #111; background: #fff; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.8rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #888; }
  .promise { font-size: 1.1rem; } .verdict { border: 2px solid #111; padding: 0.75rem 1rem; font-weight: 600; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid #bbb; }
  td { overflow-wrap: anywhere; } .no td { background: #ddd; font-weight: 600; }
  @media print { body { margin: 0; max-width: none; font-size: 11pt; } tr { break-inside: avoid; } }
`;

export function asHtml(report: Report): string {
  const list = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${safe(line)}</li>`).join('')}</ul>`;
  const section = (title: string, body: string): string => `<h2>${safe(title)}</h2>\n${body}`;
  const about = report.about.map(([what, value]) => `<tr><th scope="row">${safe(what)}</th><td>${safe(value)}</td></tr>`);
  const claims = report.claims.map(
    ({ promise, holds, found }) =>
      `<tr${holds ? '' : ' class="no"'}><td>${safe(promise)}</td><td>${holds ? 'yes' : 'NO'}</td><td>${safe(found)}</td></tr>`,
  );
  const head = '<tr><th scope="col">Promise</th><th scope="col">Holds</th><th scope="col">What was found</th></tr>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(report.title)}</title>
<style>${style}</style></head><body>
<h1>${safe(report.title)}</h1>
<p class="promise">${safe(report.promise)}</p>
<p class="verdict">${safe(report.verdict)}</p>
${report.voids.length === 0 ? '' : section('Why it proves nothing', list(report.voids))}
${section('What was looked at', `<table>${about.join('\n')}</table>`)}
${section('What was tried', list(report.tried))}
${section('What was found', `<table><thead>${head}</thead><tbody>${claims.join('\n')}</tbody></table>`)}
${section('What is kept on purpose', list(report.held))}
${section('What this does not prove', list(report.limits))}
${section('How to repeat it', list(report.again))}
</body></html>
`;
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
