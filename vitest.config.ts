import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { defineConfig } from 'vitest/config';
import { paraglideOptions } from './bin/messages-options.ts';

export default defineConfig({
  // Tests read the texts as they are now.
  plugins: [paraglideVitePlugin(paraglideOptions)],
  test: {
    include: ['src/**/*.test.ts', 'bin/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['./src/testing/server.ts'],
    // Files share one PostgreSQL on two cores; each makes its own database.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
