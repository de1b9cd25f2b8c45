import { defineConfig } from 'vitest/config';

export default defineConfig({
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
