// What axe finds wrong with a page as it is shown.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Empty where axe finds nothing. `withColours` false leaves out the contrast of colours, which takes longest: for further
 * sizes of a page whose colours have been judged.
 */
export async function faultsOf(page: Page, withColours = true): Promise<readonly object[]> {
  // In legacy mode axe stays in this page: ours have no frames. What passes is not gathered.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  return (await (withColours ? axe : axe.disableRules('color-contrast')).analyze()).violations;
}
