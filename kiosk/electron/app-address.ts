// The address of our own pages. Addresses are compared as parsed URLs, never by how they begin: `kiosk://app.evil` and
// `kiosk://app@evil` begin right.

export const appScheme = 'kiosk';
const appHost = 'app';

export type AppPage = 'wall' | 'safe';

/** `kiosk://app/wall.html` and its like. */
export function pageUrl(page: AppPage): string {
  return `${appScheme}://${appHost}/${page}.html`;
}

/** The URL when it is one of ours, without user, port, or anything else that could disguise another; otherwise null. */
export function parseAppUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== `${appScheme}:` || url.host !== appHost) return null;
  return url.username === '' && url.password === '' ? url : null;
}
