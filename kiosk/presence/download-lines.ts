// Gives what is on the page as a file, one JSON object in a line.

import { saveBlob } from './save-blob.ts';

export function downloadLines(fileName: string, rows: readonly object[]): void {
  saveBlob(fileName, new Blob([linesOf(rows)], { type: 'application/jsonl' }));
}

function linesOf(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
