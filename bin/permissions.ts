import { readFileSync, writeFileSync } from 'node:fs';
import { permissionRoles, type Operation } from '#kernel/operation.server.ts';
import { operations } from '#rooms/registry.server.ts';

const path = new URL('../docs/permissions.md', import.meta.url);

/** The permission table, as Markdown: every operation, what it does, and for each role whether it may. */
function permissionTable(listed: readonly Operation[]): string {
  const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rows = listed.map(({ name, summary, may }) =>
    row([
      `\`${name}\``,
      summary,
      ...permissionRoles.map((role) => (may.roles.includes(role) ? 'yes' : 'no')),
    ]),
  );
  return `# Who may do what

Generated from the operations themselves by \`node bin/permissions.ts\`; \`node bin/permissions.ts verify\` fails when
it is stale. A *yes* goes as far as the data of that person: people of an engagement act in that engagement, an owner in
the whole workspace, somebody *signed in* on what is their own. What lies beyond does not exist for them. Which step of
a brief is open in which state, and to whom, is the table in \`src/rooms/delegation/rules.ts\`.

${[row(['operation', 'what it does', ...permissionRoles]), row(Array.from({ length: permissionRoles.length + 2 }, () => '---')), ...rows].join('\n')}
`;
}

/** Whether docs/permissions.md says what the operations say. */
export function isPermissionTableCurrent(): boolean {
  return readFileSync(path, 'utf8') === permissionTable(operations);
}

if (import.meta.main) {
  if (process.argv[2] !== 'verify') writeFileSync(path, permissionTable(operations));
  else if (!isPermissionTableCurrent()) {
    console.error('docs/permissions.md is stale: run `node bin/permissions.ts`');
    process.exitCode = 1;
  }
}
