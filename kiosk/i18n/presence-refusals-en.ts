// Why something decided at the console was not done, and what to do next: one pair for each reason of
// shared/wire/privacy-desk.ts, and one for no answer at all.

export const presenceRefusalsEn = {
  'presence.refusal.not-allowed': 'Your role does not allow this',
  'presence.refusal.not-allowed.next': 'Ask somebody who may. This page shows what you can do.',
  'presence.refusal.same-person': 'This takes a second person',
  'presence.refusal.same-person.next': 'Nobody can say yes to what they asked for themselves. Tell somebody of the other role.',
  'presence.refusal.gone': 'This is not there any more',
  'presence.refusal.gone.next': 'Its time is over, or somebody else answered it. This page shows how things are now.',
  'presence.refusal.not-possible': 'This value is not possible',
  'presence.refusal.not-possible.next':
    'The configuration or the booking system sets a limit, or it can only be raised. Choose another one.',
  'presence.refusal.already': 'This is so already, or somebody has asked for it',
  'presence.refusal.already.next': 'Look through what waits on this page.',
  'presence.refusal.positions-off': 'Locating is off',
  'presence.refusal.positions-off.next': 'There is nothing to see. Why it is off stands on this page.',
  'presence.refusal.not-stored': 'Nothing was done',
  'presence.refusal.not-stored.next':
    'The audit could not be written, and without it nothing is done or shown. Tell whoever looks after the gateway.',
  'presence.refusal.no-answer': 'No answer from the gateway',
  'presence.refusal.no-answer.next': 'It is not known whether it was done. Trying again is safe.',
} as const;
