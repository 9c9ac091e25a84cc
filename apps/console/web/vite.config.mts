import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The server writes the nonce of each answer in its place: antd's style tags need it (decision record 019).
  html: { cspNonce: '__NONCE__' },
  // No file inlined: a data: URL would need a hole in the policy.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500, reportCompressedSize: false },
});
