// Settings in words: their names, values with units, what a new value would mean, and which values can be proposed.

import type { PresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { PrivacySettings, type SettingName } from '#shared/model/privacy-settings.ts';
import type { Changeable, PrivacyDesk } from '#shared/wire/privacy-desk.ts';

export const settingNames: readonly SettingName[] = PrivacySettings.keyof().options;

/** "5 people", "14 days", "on" */
export function valueWords(setting: Changeable, n: number, words: PresenceWords): string {
  return words.say(`presence.value.${unitOf(setting)}`, { n });
}

/** "at least 5 people, can only be raised", "at most 14 days" */
export function limitWords(setting: SettingName, limit: number, words: PresenceWords): string {
  return words.say(setting === 'k' ? 'presence.limit.k' : 'presence.limit.days', { n: valueWords(setting, limit, words) });
}

/** What would hold, and for a shorter period that older records go. */
export function meaningWords(setting: SettingName, from: number, to: number, words: PresenceWords): string {
  const means = words.say(`presence.means.${setting}`, { n: to });
  return setting !== 'k' && to < from ? `${means} ${words.say('presence.means.shorter')}` : means;
}

/** The whole numbers that can be proposed. The group can only grow; periods keep below the limit of the installation. */
export function rangeOf(setting: SettingName, { settings, limits }: PrivacyDesk): { least: number; most: number } {
  const { minValue, maxValue } = PrivacySettings.shape[setting];
  const least = minValue ?? 1;
  const most = maxValue ?? limits[setting];
  return setting === 'k' ? { least: settings.k + 1, most } : { least, most: Math.min(most, limits[setting]) };
}

/** The number a person typed, when it can be proposed. */
export function proposedOf(typed: string, setting: SettingName, desk: PrivacyDesk): number | null {
  const { least, most } = rangeOf(setting, desk);
  const value = /^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most && value !== desk.settings[setting] ? value : null;
}

function unitOf(setting: Changeable): 'k' | 'days' | 'positions' {
  return setting === 'k' || setting === 'positions' ? setting : 'days';
}
