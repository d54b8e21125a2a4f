// Which values a setting may take: k only rises, periods stay within what configuration and booking system allow, and
// positions are only switched on this way (stopping them waits for nobody).

import { PrivacySettings } from '#shared/model/privacy-settings.ts';
import type { Changeable } from '#shared/wire/privacy-desk.ts';

export function mayBecome(setting: Changeable, from: number, to: number, limits: PrivacySettings): boolean {
  if (setting === 'positions') return to === 1;
  if (!PrivacySettings.shape[setting].safeParse(to).success) return false;
  return setting === 'k' ? to > from && to >= limits.k : to <= limits[setting];
}
