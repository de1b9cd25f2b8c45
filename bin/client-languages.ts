import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minifySync, type Plugin } from 'vite';

/** Stands in the code for "this is the English edition" until the editions are made. */
const isEnglish = '__DELEGA_IS_ENGLISH__';
const code = '/_app/immutable/';

/**
 * The browser's code in two editions: Spanish as it is built, English below `en/`, each with its own texts alone. A page
 * keeps the language in which it was written, so the texts of the other would never be read. The server leads each page
 * to its edition (`codeInLanguage` in src/kernel/web/language.server.ts).
 */
export const oneLanguageAtATime: Plugin = {
  name: 'delega-one-language-at-a-time',
  apply: 'build',
  enforce: 'post',
  applyToEnvironment: (environment) => environment.name === 'client',
  transform(text, id) {
    if (!/[\\/]src[\\/]paraglide[\\/]messages[\\/](?!_)\w+\.js$/.test(id)) return null;
    return { code: chosenWhenBuilt(text), map: null };
  },
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        english.set(chunk.fileName, edition(chunk.fileName, chunk.code, true));
        chunk.code = edition(chunk.fileName, chunk.code, false);
      }
    },
  },
  writeBundle({ dir = '' }) {
    for (const [name, text] of english) {
      const file = join(dir, name.replace(code.slice(1), `${code.slice(1)}en/`));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  },
};

const english = new Map<string, string>();

/** A compiled message asks at each call which language it is; here the two answers stand side by side instead. */
function chosenWhenBuilt(message: string): string {
  const body = (language: string) =>
    new RegExp(`^const ${language}_\\w+ = .*?\\(i?\\) => \\{(.*?)^\\};`, 'ms').exec(message)?.[1];
  const [en, es, name] = [body('en'), body('es'), /^export const (\w+) = /m.exec(message)?.[1]];
  if (en === undefined || es === undefined || !name)
    throw new Error('A compiled message no longer looks as it did');
  const imports = message.match(/^import .*registry.*$/m)?.[0] ?? '';
  return `${imports}\nexport const ${name} = (i) => {\nif (${isEnglish}) {${en}} else {${es}}\n};`;
}

/** One edition of a file: what is for the other language is gone, and other files are those of its own edition. */
function edition(name: string, text: string, english: boolean): string {
  const chosen = text.replaceAll(isEnglish, english ? '!0' : '!1');
  const placed = english
    ? chosen.replaceAll(/"\/_app\/immutable\/(?=(?:entry|nodes|chunks)\/)/g, `"${code}en/`)
    : chosen;
  const { code: small, errors } = minifySync(name, placed, { module: true, compress: {}, mangle: true });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  return small;
}
