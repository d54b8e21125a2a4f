// Reads only the length of every MQTT packet, ahead of the broker's own parser, because that parser believes the length
// a stranger claims and waits for up to 256 MB of it (aedes #1086). Sees each chunk once and copies nothing.

const lengthBytesMax = 4;

/**
 * Makes a watcher of one connection's bytes. It calls `refuse` once, at the header of the first packet that claims more
 * than `capBytes()` (asked at every header: it grows with the login) or whose length field is not one.
 */
export function frameGuard(
  capBytes: () => number,
  refuse: (reason: 'packet-too-long' | 'malformed') => void,
): (chunk: Uint8Array) => void {
  let lengthBytes = -1; // -1: the next byte is a packet's first; otherwise length bytes read so far.
  let length = 0;
  let bodyLeft = 0;
  let refused = false;
  const give = (reason: 'packet-too-long' | 'malformed'): void => {
    refused = true;
    refuse(reason);
  };
  return (chunk) => {
    let at = 0;
    while (at < chunk.length && !refused) {
      if (bodyLeft > 0) {
        const step = Math.min(bodyLeft, chunk.length - at);
        bodyLeft -= step;
        at += step;
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (lengthBytes < 0) {
        lengthBytes = 0;
        length = 0;
        continue;
      }
      length += (byte & 0x7f) * 128 ** lengthBytes;
      lengthBytes += 1;
      if (length > capBytes()) give('packet-too-long');
      else if (byte < 0x80) {
        bodyLeft = length;
        lengthBytes = -1;
      } else if (lengthBytes === lengthBytesMax) give('malformed');
    }
  };
}
