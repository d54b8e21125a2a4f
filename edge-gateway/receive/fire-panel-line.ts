// The fire panel's line over MQTT: one topic of its own, that it alone may write to. What it says goes to no other client and
// is never mistaken for a sighting. What a broker had kept is not believed: nobody knows how old an alarm in it is.

import type { SiteId } from '#shared/model/ids.ts';
import type { Rate } from './rate-limit.ts';
import type { BrokerRefusal } from './refusal-reasons.ts';

export type FirePanelLine = {
  readonly topic: string;
  /** Takes the text of a signal, unread. */
  readonly onSignal: (text: string) => void;
};

/** Its user name at our own broker; the password is the panel's secret. */
export const firePanelUser = 'fire-panel';
/** A signal is some 80 bytes; its topic, and the client's own wrapping, fit into the rest. */
export const firePanelPacketBytes = 1_024;
/** A panel repeats itself; a loop of a broken one must not keep us busy. */
export const firePanelRate: Rate = { perSecond: 5, burst: 10 };

export function firePanelTopic(site: SiteId): string {
  return `waypost/${site}/fire-panel`;
}

type Packet = { readonly topic: string; readonly payload: Uint8Array | string; readonly retain: boolean };
type Hands = { readonly takeToken: () => boolean; readonly refuse: (why: BrokerRefusal) => void };

/** Hands on or counts a publish of the panel at our own broker. */
export function takeFireSignal(line: FirePanelLine, { topic, payload, retain }: Packet, { takeToken, refuse }: Hands): void {
  if (!takeToken()) refuse('rate');
  else if (topic !== line.topic || retain) refuse('publish-denied');
  else line.onSignal(textOf(payload));
}

/** Hands on what an outside broker delivered, where it is the panel's. True when it was. */
export function hearFireSignal(line: FirePanelLine | undefined, { topic, payload, retain }: Packet): boolean {
  if (topic !== line?.topic) return false;
  if (!retain && payload.length <= firePanelPacketBytes) line.onSignal(textOf(payload));
  return true;
}

function textOf(payload: Uint8Array | string): string {
  return typeof payload === 'string' ? payload : Buffer.from(payload).toString();
}
