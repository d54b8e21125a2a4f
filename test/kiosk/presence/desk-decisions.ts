// What each decision changes at the desk of whoever takes it, in the simplest way that a page can be tested with.

import { days } from '#shared/kit/duration.ts';
import {
  AnswerRequest,
  AskGlassRequest,
  GlassRequest,
  type PrivacyDesk,
  ProposeRequest,
  privacyPaths,
  StopPositionsRequest,
} from '#shared/wire/privacy-desk.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { openGlass, waitingGlass, waitingProposal } from './desk-data.ts';

/** Throws when the body is not what the contract says. */
export function decideAtDesk(desk: PrivacyDesk, path: string, body: unknown): PrivacyDesk {
  switch (path) {
    case privacyPaths.stopPositions:
      StopPositionsRequest.parse(body);
      return { ...desk, positions: { ...desk.positions, on: false, why: 'switched-off' } };
    case privacyPaths.propose:
      return proposed(desk, ProposeRequest.parse(body));
    case privacyPaths.answerProposal:
      return answered(desk, AnswerRequest.parse(body));
    case privacyPaths.askGlass: {
      const { floor, reason, text } = AskGlassRequest.parse(body);
      const floorName = desk.may.askGlass.find((one) => one.floor === floor)?.name ?? '';
      return { ...desk, glasses: [{ ...waitingGlass, floor, floorName, reason, text }] };
    }
    case privacyPaths.answerGlass:
      return { ...desk, glasses: AnswerRequest.parse(body).yes ? [{ ...openGlass, mayLook: false }] : [] };
    case privacyPaths.lookGlass:
      GlassRequest.parse(body);
      return desk;
    case privacyPaths.closeGlass:
      GlassRequest.parse(body);
      return { ...desk, glasses: [] };
    default:
      throw new Error(`the desk has no path ${path}`);
  }
}

function proposed(desk: PrivacyDesk, { setting, to }: ProposeRequest): PrivacyDesk {
  const from = setting === 'positions' ? 0 : desk.settings[setting];
  const proposal = { ...waitingProposal, setting, from, to, untilMs: boardNowMs + days(7), mayAnswer: false };
  return { ...desk, proposals: [...desk.proposals, proposal] };
}

function answered(desk: PrivacyDesk, { id, yes }: AnswerRequest): PrivacyDesk {
  const proposal = desk.proposals.find((one) => one.id === id);
  const proposals = desk.proposals.filter((one) => one.id !== id);
  if (!proposal || !yes || proposal.setting === 'positions') return { ...desk, proposals };
  return { ...desk, proposals, settings: { ...desk.settings, [proposal.setting]: proposal.to } };
}
