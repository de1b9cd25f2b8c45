import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTable } from '../src/kernel/settings.server.ts';

const files = [
  { path: 'README.md', language: 'en' },
  { path: 'README.es.md', language: 'es' },
] as const;

const between = /(<!-- settings: generated -->\n)[\s\S]*?(<!-- \/settings -->)/;

/** Both READMEs with their table of settings made anew from the schema that parses them. */
export function readmes(): { path: string; now: string; current: string }[] {
  return files.map(({ path, language }) => {
    const now = readFileSync(path, 'utf8');
    const current = now.replace(
      between,
      (_all, start: string, end: string) => `${start}\n${settingsTable(language)}\n\n${end}`,
    );
    return { path, now, current };
  });
}

if (import.meta.main) {
  for (const { path, current } of readmes()) writeFileSync(path, current);
}
