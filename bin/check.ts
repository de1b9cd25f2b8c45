import { existsSync } from 'node:fs';
import { compile } from '@inlang/paraglide-js';
import { faultsOfMessages } from './check-messages.ts';
import { paraglideOptions } from './messages-options.ts';
import { runSteps, tool, type Step } from './steps.ts';

/** Everything that can be told from the sources alone. */
export const staticSteps: Step[] = [
  {
    name: 'texts',
    says: 'Texts compile',
    async run() {
      await compile(paraglideOptions);
      return true;
    },
  },
  tool('kit', "SvelteKit's types are written", 'svelte-kit', ['sync']),
  tool('format', 'Format (prettier)', 'prettier', ['--check', '--log-level', 'warn', '.'], {
    needs: ['texts', 'kit'],
  }),
  tool('lint', 'Lint (oxlint)', 'oxlint', ['--deny-warnings']),
  tool('svelte', 'Components (svelte-check)', 'svelte-check', ['--fail-on-warnings', '--output', 'human']),
  tool('types', 'Types (tsc)', 'tsc', ['--noEmit']),
  tool('dead-code', 'Dead code (knip)', 'knip', ['--no-progress']),
  tool('imports', 'Who may import whom (dependency-cruiser)', 'depcruise', [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ...['src', 'bin', 'migrations', 'e2e', 'bench'].filter((folder) => existsSync(folder)),
  ]),
  {
    name: 'permissions',
    says: 'The permission table is current',
    needs: ['texts'],
    async run(print) {
      // Operations have texts, which an earlier step has compiled.
      const { isPermissionTableCurrent } = await import('./permissions.ts');
      const isCurrent = isPermissionTableCurrent();
      if (!isCurrent) print('docs/permissions.md is stale: run `node bin/permissions.ts`\n');
      return isCurrent;
    },
  },
  {
    name: 'messages',
    says: 'Texts are whole in both languages',
    async run(print) {
      const faults = faultsOfMessages();
      print(faults.join('\n'));
      return faults.length === 0;
    },
  },
];

/** `npm run check`: the quick half of `npm test`. Names of steps after it run those alone. */
export async function run(names: string[]): Promise<void> {
  await runChosen(staticSteps, names);
}

/** Runs the named steps, or all, and sets the exit code. */
export async function runChosen(steps: Step[], names: string[]): Promise<void> {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step is called ${unknown.join(', ')}: ${steps.map(({ name }) => name).join(', ')}`);
    process.exitCode = 1;
    return;
  }
  const chosen = names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name));
  if (!(await runSteps(chosen))) process.exitCode = 1;
}
