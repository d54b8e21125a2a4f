// Sockets that are open at once, keep what was sent, and say what a test makes them say.

export function fakeSockets() {
  const sockets: (EventTarget & { closed: boolean; readonly sent: string[]; readonly url: string })[] = [];
  class FakeSocket extends EventTarget {
    static readonly OPEN = 1;
    readonly readyState = 1;
    readonly sent: string[] = [];
    readonly url: string;
    closed = false;
    constructor(url: string) {
      super();
      this.url = url;
      sockets.push(this);
    }
    close(): void {
      this.closed = true;
    }
    send(text: string): void {
      this.sent.push(text);
    }
  }
  return { sockets, WebSocket: FakeSocket as unknown as typeof WebSocket };
}

/** A frame as it arrives; text stays as it is. */
export const message = (data: unknown): Event =>
  Object.assign(new Event('message'), { data: typeof data === 'string' ? data : JSON.stringify(data) });
