import { execFileSync } from 'node:child_process';

/**
 * Writes src/kernel/database/schema.ts from a migrated database, or with `verify` fails if the file is stale.
 *
 * @param ownerUrl a migrated database
 */
export function databaseTypes(ownerUrl: string, mode: 'write' | 'verify'): void {
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      ...[
        '--dialect',
        'postgres',
        '--url',
        ownerUrl,
        '--default-schema',
        'public',
        '--include-pattern',
        'public.*',
      ],
      ...['--out-file', 'src/kernel/database/schema.ts', '--log-level', 'warn'],
      ...['--type-mapping', JSON.stringify({ timestamptz: 'string', int8: 'number', jsonb: 'unknown' })],
      ...(mode === 'verify' ? ['--verify'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

if (import.meta.main) databaseTypes(process.argv[2] ?? '', process.argv[3] === 'verify' ? 'verify' : 'write');
