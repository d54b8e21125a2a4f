// One JSON line per change of state, for journald. The message is constant and the fields are numbers, kinds and reasons:
// nothing a person, a board or a token consists of has a field to go into.

type Fields = Readonly<Record<string, string | number | boolean>>;
export type KioskLog = (level: 'info' | 'warn' | 'error', message: string, fields?: Fields) => void;

/** Writes lines through `write`, stamped with `wallMs`. */
export function createLog(write: (line: string) => void, wallMs: () => number): KioskLog {
  return (level, message, fields = {}) => {
    write(`${JSON.stringify({ time: new Date(wallMs()).toISOString(), level, message, ...fields })}\n`);
  };
}
