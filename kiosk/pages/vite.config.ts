// Builds the pages people touch into .build/pages. Relative addresses, because the same files are served by the gateway
// under /wall, /me and /presence and by Electron under kiosk://app; nothing inline, because the content security policy
// forbids it. What needs a stable address (manifest and icons) lies in public/assets.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

export default defineConfig({
  root: here,
  base: './',
  plugins: [react()],
  build: {
    outDir: new URL('../../.build/pages', import.meta.url).pathname,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // The plots: one chunk, loaded when the first of them is drawn.
    chunkSizeWarningLimit: 650,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [`${here}wall.html`, `${here}me.html`, `${here}presence.html`] },
  },
});
