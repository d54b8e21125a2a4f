// Who may do what with the privacy of others. Duties are separated: whoever uses break-glass never grants it, and a setting
// is changed by administrator and privacy officer together. Roles come anew with every question, so a lost one counts at once.

import type { FloorId } from '#shared/model/ids.ts';
import type { Viewer } from '#shared/model/viewer.ts';

/** As what somebody may ask for break-glass on a floor, and look; null when they may not (light managers may not). */
export function glassRoleOn({ roles, manages }: Viewer, floor: FloorId): 'administrator' | 'location-manager' | null {
  if (roles.has('administrator')) return 'administrator';
  if (!roles.has('location-manager')) return null;
  return manages.floors === 'all' || manages.floors.has(floor) ? 'location-manager' : null;
}

/** Approves break-glass, reads the audit. */
export function isPrivacyOfficer({ roles }: Viewer): boolean {
  return roles.has('privacy-officer');
}

/** As what somebody proposes a change of a setting or stops positions; who is both proposes as administrator. */
export function settingRole({ roles }: Viewer): SettingRole | null {
  if (roles.has('administrator')) return 'administrator';
  return roles.has('privacy-officer') ? 'privacy-officer' : null;
}
export type SettingRole = 'administrator' | 'privacy-officer';

/** The role that has to agree to a proposal of this one. */
export function otherRole(role: SettingRole): SettingRole {
  return role === 'administrator' ? 'privacy-officer' : 'administrator';
}
