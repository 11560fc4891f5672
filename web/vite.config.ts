import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The same sources give the same bytes wherever they are built (test/browser/reproducible.test.ts).
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    // A data: address would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2048,
  },
});
