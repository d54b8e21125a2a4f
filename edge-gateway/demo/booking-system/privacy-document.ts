// The privacy document of the invented company: what people of the demo say yes to. Its version and hash stand in the
// policy, so that a receipt can say which text somebody has agreed to; changing a word asks everybody again.

import { createHash } from 'node:crypto';

const text = `Indoor location at Harbour Works
Version 2026-1

What it is for
Colleagues you choose can see where in the building you are now, and the plan can show you free spaces near you. Nothing
else: your place is never used to check attendance, bookings or work.

What is used
The identifier of the badge or phone you bring, how strongly the building's receivers hear it, and your place worked out
from that. No names travel by radio, and no address of a device that is not yours is kept.

Who sees it
Nobody, until you choose: colleagues of your groups, the whole company, or the wall displays. Each is chosen separately.
Your manager and the administrators see no more than any colleague.

How long
Your last place only, in memory, for 30 minutes at most. There is no history, and nothing is written to a disk.

Your choice
It is off until you say yes. Saying no, or nothing, changes nothing about your work, your desk or your bookings. You can
take your yes back with one tap, pause it for today, and have your last place forgotten at any moment. You can see
everything that is held about you, take it with you, and have it erased.

Who answers for it
Harbour Works, 1 Quay Street. Data protection officer: privacy@example.org. You may also complain to the data protection
authority.
`;

export const privacyDocument = {
  version: '2026-1',
  text,
  /** Of the text as UTF-8, in lower-case hex. */
  sha256: createHash('sha256').update(text).digest('hex'),
} as const;
