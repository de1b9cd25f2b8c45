import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './product.ts';

/** Where it is written that somebody was there: what the product printed, and each file of its own, the database's log included. */
export function placesWith(words: RegExp, product: Product): string[] {
  const files = globSync('**', {
    cwd: product.dataFolder,
    withFileTypes: true,
    // The database's own files: what its tables hold, tests of erasing look through.
    exclude: (entry) => entry.name === 'postgres',
  }).filter((entry) => entry.isFile());
  const read = files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'latin1')]);
  return [...read, ['output', product.output()]].flatMap(([name = '', text = '']) =>
    words.test(text) ? [name] : [],
  );
}
