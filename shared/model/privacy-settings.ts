// How small a group may be and how long rows last. The settings of an installation are changed by two roles together
// (shared/model/proposal in shared/wire/privacy-desk.ts); the configuration and the booking system can only be stricter.

import { z } from 'zod';

/** Days are whole days; numbers in brackets are rows of product-rules. */
export const PrivacySettings = z.strictObject({
  /** Smallest group whose size is told; can only be raised. */
  k: z.int().min(5).max(100),
  /** How long taps stay linked with their booking, and audit and consent history with a person (14, 16; cap 18). */
  linkedDays: z.int().min(1).max(90),
  /** How long the audit is kept, without persons after `linkedDays`. */
  auditDays: z.int().min(14).max(365),
  /** How long visits (check-ins without persons) and published counts are kept. */
  historyDays: z.int().min(1).max(365),
});
export type PrivacySettings = z.infer<typeof PrivacySettings>;
export type SettingName = keyof PrivacySettings;

/** What holds in a new installation (14 days is the advice of rule 14). */
export const firstSettings: PrivacySettings = { k: 5, linkedDays: 14, auditDays: 90, historyDays: 365 };

/** What is owed to the booking system is kept this long; see shared/decisions/0008. */
export const owedHours = 72;

/** The stricter of two: the larger group, the shorter periods. */
export function stricter(a: PrivacySettings, b: { readonly [name in SettingName]?: number | undefined }): PrivacySettings {
  return {
    k: Math.max(a.k, b.k ?? a.k),
    linkedDays: Math.min(a.linkedDays, b.linkedDays ?? a.linkedDays),
    auditDays: Math.min(a.auditDays, b.auditDays ?? a.auditDays),
    historyDays: Math.min(a.historyDays, b.historyDays ?? a.historyDays),
  };
}
