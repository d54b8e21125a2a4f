// Work that has to be done once at the end of the current turn, however often it was asked for in it: a snapshot that is read
// asks a hundred times, and nothing else can happen before it is done.

type EndOfTurn = {
  readonly ask: () => void;
  /** Drops what was asked for. */
  readonly cancel: () => void;
};

export function atEndOfTurn(work: () => void): EndOfTurn {
  let wanted = false;
  return {
    ask: () => {
      if (wanted) return;
      wanted = true;
      queueMicrotask(() => {
        if (!wanted) return;
        wanted = false;
        work();
      });
    },
    cancel: () => {
      wanted = false;
    },
  };
}
