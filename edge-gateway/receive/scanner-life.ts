// What a connection says of its scanner, beside what the scanner itself says: a closed one tells at once that its anchor
// hears nobody any more, and a ping that an idle scanner is not a dead one.

/** `connected`: its first connection opened; `disconnected`: its last one closed, or can't be watched any longer. */
type ScannerLife = 'connected' | 'ping' | 'disconnected';

/** `scannerId` is the one of the configuration. */
export type OnLife = (scannerId: string, life: ScannerLife) => void;
