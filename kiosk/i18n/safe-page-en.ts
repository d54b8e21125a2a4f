// The sentences of the page that stands in when the wall's own can't run. Apart from en.ts, so that the Electron main
// process carries these two and not the whole catalogue.

export const safePageEn = {
  language: 'en',
  title: 'This wall is restarting',
  next: 'The plan comes back by itself within a minute. If it does not, tell the person who looks after the displays.',
} as const;
