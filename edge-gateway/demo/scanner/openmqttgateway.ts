// OpenMQTTGateway's own words (wire formats 2.2): the MAC in the topic, whole numbers, an iBeacon by its parts.

import { type Heard, iBeaconOf, type Message } from './heard.ts';

/** `home/<gateway>/BTtoMQTT/<MAC without colons>`. */
export function openMqttGatewaySighting(room: string, heard: Heard): Message {
  const mac = heard.address.toUpperCase();
  const beacon = iBeaconOf(heard.tag);
  const payload = {
    id: mac.replace(/(..)(?=.)/g, '$1:'),
    rssi: Math.round(heard.rssiDbm),
    ...(beacon === null
      ? { mac_type: 1 }
      : {
          brand: 'GENERIC',
          model: 'iBeacon',
          model_id: 'IBEACON',
          type: 'BCON',
          mfid: '4c00',
          uuid: beacon.uuid,
          major: beacon.major,
          minor: beacon.minor,
          txpower: heard.measuredPowerDbm ?? -59,
        }),
  };
  return { topic: `home/${room}/BTtoMQTT/${mac}`, payload: JSON.stringify(payload) };
}
