import { describe, expect, test } from 'vitest';
import { printTable } from '#gateway/mask/print-table.ts';

describe('the printed decision table', () => {
  test('is the committed page to the byte: who changes a decision changes what people were told', async () => {
    await expect(printTable()).toMatchFileSnapshot('../../edge-gateway/mask/TABLE.md');
  });

  test('is short enough to be read, and says what the rules say where it matters most', () => {
    const page = printTable();
    expect(page.split('\n').length).toBeLessThan(190);
    expect(page).toContain(
      '| others in no common group, whatever their roles | never | never | full name, if the dot is shown | never |',
    );
    expect(page).toContain('| start and end an emergency, or a drill | no | no | no | their plans | everywhere | no | no |');
    expect(page).toContain('| D: each decides, hidden at first (5) | hidden | shown | hidden |');
  });
});
