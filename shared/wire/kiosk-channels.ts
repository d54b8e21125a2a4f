// Names of the IPC channels between preload and main; both sides import them from here. In a file without zod, because
// the preload is one small file that needs nothing but Electron.

export const channels = {
  toPage: 'waypost:to-page',
  listen: 'waypost:listen',
  show: 'waypost:show',
  privacy: 'waypost:privacy',
  mark: 'waypost:mark',
  pad: 'waypost:pad',
  beat: 'waypost:beat',
} as const;
