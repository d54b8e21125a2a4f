/**
 * Everything the broker turns away, as constant names for counters. A reason never carries a topic, an address or a
 * payload; the scanner it is counted for is the one that logged in, if one did.
 */
export type BrokerRefusal =
  | 'too-many-connections'
  | 'too-many-from-address'
  | 'address-barred'
  | 'connect-timeout'
  | 'packet-too-long'
  | 'malformed'
  | 'client-id'
  | 'client-id-taken'
  | 'kept-session'
  | 'will'
  | 'login'
  | 'apps-off'
  | 'flapping'
  | 'qos-2'
  | 'publish-denied'
  | 'subscribe-denied'
  | 'rate';

export type OnRefusal = (reason: BrokerRefusal, scannerId: string | undefined) => void;
