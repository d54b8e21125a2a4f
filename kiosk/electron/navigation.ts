// Nobody leaves the page and nothing comes in: the main process alone decides what the window shows. `loadURL` from the
// main process does not raise these events, so refusing all of them costs nothing.

type Stoppable = { preventDefault(): void };
type Refuse = (event: Stoppable) => void;

/** The slice of Electron's WebContents where a navigation can be stopped. */
export type GuardedContents = {
  on(event: 'will-navigate', listener: Refuse): unknown;
  on(event: 'will-frame-navigate', listener: Refuse): unknown;
  on(event: 'will-redirect', listener: Refuse): unknown;
  on(event: 'will-attach-webview', listener: Refuse): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
};

/** Stops every navigation, redirect, embedded view and new window; `onRefused` counts them. */
export function guardNavigation(contents: GuardedContents, onRefused: (what: string) => void): void {
  const refuse =
    (what: string): Refuse =>
    (event) => {
      event.preventDefault();
      onRefused(what);
    };
  contents.on('will-navigate', refuse('navigate'));
  contents.on('will-frame-navigate', refuse('frame-navigate'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.setWindowOpenHandler(() => {
    onRefused('window');
    return { action: 'deny' };
  });
}
