// Builds .build/kiosk/preload.cjs: one CommonJS file that requires nothing but Electron.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('.'),
  build: {
    outDir: path('../../.build/kiosk'),
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    lib: { entry: path('preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
