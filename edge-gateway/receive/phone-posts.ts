// What a phone posts over HTTP becomes the same raw input as what one says over MQTT: from here on nobody can tell.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { RangingBatch } from '#shared/wire/ranging.ts';
import type { PhoneAccess } from './phone-access.ts';
import type { Deliver } from './tag-feed.ts';

/** Takes one batch; false when the phone has become nobody's while its batch was on the way. */
type TakeBatch = (batch: RangingBatch) => boolean;

type PostRefusal = 'unknown-phone' | 'too-many' | 'apps-off';

type PhonePosts = {
  /** Lets the phone with this secret post one batch. */
  readonly admit: (secret: string, address: string) => Outcome<TakeBatch, PostRefusal>;
};

type Deps = {
  readonly phones: PhoneAccess;
  readonly deliver: Deliver;
  /** Stamps what is posted with the moment it is delivered. */
  readonly stampMs: () => number;
};

const postRefusals = { login: 'unknown-phone', 'address-barred': 'too-many', 'apps-off': 'apps-off' } as const;

export function phonePosts({ phones, deliver, stampMs }: Deps): PhonePosts {
  return {
    admit: (secret, address) => {
      const known = phones.recognise(secret, address);
      if (!known.ok) return refused(postRefusals[known.why]);
      const phone = known.value;
      if (!phones.takeToken(phone)) return refused('too-many');
      return done((batch) => {
        const subject = phone.owner();
        if (subject === null) return false;
        deliver({ kind: 'ranging', subject, payload: Buffer.from(JSON.stringify(batch)), heardAtBootMs: stampMs() });
        return true;
      });
    },
  };
}
