// Builds .build/kiosk/main.js: the main process as one module with its packages inside, so that the deb carries no
// node_modules. The two names beside Electron are optional speed-ups that `ws` looks for and does without.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('.'),
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: path('main.ts'),
    outDir: path('../../.build/kiosk'),
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      external: ['electron', 'bufferutil', 'utf-8-validate'],
      output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
    },
  },
});
