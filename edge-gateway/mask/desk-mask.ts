// The privacy desk as its viewer may see it: the names of who proposes and who asks are for those whose business it is.

import type { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { Glass, PrivacyDesk, Proposal } from '#shared/wire/privacy-desk.ts';
import { maskPositions } from './positions-mask.ts';

/** The two roles that change settings together. */
const deciders: readonly Role[] = ['administrator', 'privacy-officer'];

/**
 * `desk` as it stands for this viewer. Proposals are for the two roles that decide them. A case of break-glass, with what
 * was written as its reason, is for them and for who manages its floor. Only privacy officers learn anything of the audit.
 */
export function maskDesk(desk: PrivacyDesk, viewer: Viewer): Masked<PrivacyDesk> {
  const decides = deciders.some((role) => viewer.roles.has(role));
  const { may, settings, limits, audit } = desk;
  const masked: PrivacyDesk = {
    asOfMs: Math.round(desk.asOfMs),
    may: {
      ...{ readAudit: may.readAudit, stopPositions: may.stopPositions, propose: may.propose },
      askGlass: may.askGlass.map(({ floor, name }) => ({ floor, name })),
    },
    positions: maskPositions(desk.positions),
    settings: { ...settings },
    limits: { ...limits },
    proposals: decides ? desk.proposals.map(proposalOf) : [],
    glasses: desk.glasses.filter(({ floor }) => decides || managesFloor(viewer, floor)).map(glassOf),
    audit: audit !== null && viewer.roles.has('privacy-officer') ? { entries: audit.entries, intact: audit.intact } : null,
  };
  return masked as Masked<PrivacyDesk>;
}

function managesFloor({ roles, manages: { floors } }: Viewer, floor: Glass['floor']): boolean {
  return roles.has('location-manager') && (floors === 'all' || floors.has(floor));
}

function proposalOf({ id, setting, from, to, byName, byRole, untilMs, mayAnswer }: Proposal): Proposal {
  return { id, setting, from, to, byName, byRole, untilMs: Math.round(untilMs), mayAnswer };
}

function glassOf({ id, floor, floorName, reason, text, askedByName, state, untilMs, mayAnswer, mayLook }: Glass): Glass {
  return { id, floor, floorName, reason, text, askedByName, state, untilMs: Math.round(untilMs), mayAnswer, mayLook };
}
