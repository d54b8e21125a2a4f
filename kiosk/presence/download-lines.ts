// Gives what is on the page as a file, one JSON object in a line. It is made here: nothing is asked of the gateway for it,
// and nothing stays in the page.

export function downloadLines(fileName: string, rows: readonly object[]): void {
  const address = URL.createObjectURL(new Blob([linesOf(rows)], { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

function linesOf(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
