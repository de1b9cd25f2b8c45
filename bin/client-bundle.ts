import type { Plugin } from 'vite';

/**
 * How the code of the browser is cut into files. By itself the bundler makes one for each set of pages that share a
 * module, some fifty small ones a page, and what is in one can't help to compress the others. A module belongs to the
 * first group that wants it; what a group needs besides goes along with it.
 */
export const clientChunks = {
  groups: [
    // What every page has. The parts that few pages use stay with those.
    {
      name: 'house',
      test: /[\\/]src[\\/]ui[\\/](?!Arch|Card|Checkbox|Confirm|Copy|DateTime|Dialog|Empty|Instant|Pagin|Progress|RadioCards|Score|Search|Select|Skeleton|Tabs|TextInput|Timeline|zones)|[\\/]paraglide[\\/](runtime|registry|messages[\\/]app_)|preload-helper/,
      priority: 4,
    },
    // What shows that something is there or happened: forms, such as a draft's, have none of it.
    { name: 'records', test: /[\\/]src[\\/]ui[\\/](Card|Instant|Timeline)\./, priority: 4 },
    // What forms and their questions have on many pages: a page of settings loads nothing of a brief for them.
    { name: 'fields', test: /[\\/]src[\\/]ui[\\/]TextInput\./, priority: 4 },
    { name: 'choices', test: /[\\/]src[\\/]ui[\\/](RadioCards|Select)\./, priority: 4 },
    { name: 'dialogs', test: /[\\/]src[\\/]ui[\\/](Confirm|Dialog)\./, priority: 4 },
    { name: 'icons', test: /@lucide/, minShareCount: 3, priority: 3 },
    {
      name: 'brief',
      test: /[\\/]delegation[\\/](FileList|FileUpload|brief|desk|texts)\.|[\\/]ui[\\/]bytes/,
      priority: 3,
    },
    // Where dates and lines are entered: for the draft, and for some steps of what was sent.
    {
      name: 'brief-entry',
      test: /[\\/]delegation[\\/](DateChoice|RowList|draft-fields)\./,
      priority: 3,
    },
    {
      name: 'brief-sent',
      test: /[\\/]delegation[\\/](sent[\\/](?!past)|steps[\\/]Panel)/,
      priority: 2,
    },
    { name: 'brief-past', test: /[\\/]delegation[\\/]sent[\\/]past/, priority: 2 },
    { name: 'brief-draft', test: /[\\/]delegation[\\/]draft[\\/](?!later)/, priority: 1 },
  ],
};

/**
 * Pages that run no script have no code in the browser either: the router knows neither them nor their parts, so it
 * leaves a link to one to the browser, as it does with any address that isn't its own.
 */
export const withoutPublicPages: Plugin = {
  name: 'delega-without-public-pages',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'client',
  load: (id) => (/[\\/]src[\\/]routes[\\/]\(public\)[\\/].*\.svelte$/.test(id) ? '' : null),
  transform(code, id) {
    if (!/[\\/]generated[\\/]build[\\/]client-optimized[\\/]app\.js$/.test(id)) return null;
    const routes = /^\s*"(\/[^"]*)": (\[.*\]),?\n/gm;
    const partsOf = (isPublic: boolean) =>
      [...code.matchAll(routes)]
        .filter(([, path]) => path?.startsWith('/(public)') === isPublic)
        .flatMap(([, , parts]) => parts?.match(/\d+/g) ?? []);
    const needed = new Set(['0', '1', ...partsOf(false)]);
    const unneeded = new Set(partsOf(true).filter((part) => !needed.has(part)));
    if (unneeded.size === 0) throw new Error('The list of routes no longer looks as it did');
    const known = code
      .replace(routes, (line, path: string) => (path.startsWith('/(public)') ? '' : line))
      .replace(/^(\s*)\(\) => import\('\.\/nodes\/(\d+)'\)/gm, (line, space: string, part: string) =>
        unneeded.has(part) ? `${space}null` : line,
      );
    return { code: known, map: null };
  },
};

/**
 * What two libraries bring along that no browser uses, and no bundler can see that: Kit's client names the parts of
 * devalue that only its server calls, and those that write down what a page keeps in the history, which none does here;
 * Paraglide's runtime finds a language in many places, where a page simply says it.
 */
export const withoutServerParts: Plugin = {
  name: 'delega-without-server-parts',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'client',
  load(id) {
    // A pure rule that a component needs must not bring the checks of its form along: those weigh as much as a page.
    if (/[\\/]node_modules[\\/]zod[\\/]/.test(id))
      throw new Error('Zod is for the server: what a page imports leads to it');
    if (/[\\/]devalue[\\/]src[\\/]uneval\.js$/.test(id)) {
      return `export const uneval = () => { throw new Error('uneval is for the server') };`;
    }
    if (/[\\/]devalue[\\/]src[\\/]stringify\.js$/.test(id)) return emptyState;
    return /[\\/]src[\\/]paraglide[\\/]runtime\.js$/.test(id) ? languageOfPage : null;
  },
};

const emptyState = `
  export const stringify = (state) => {
    if (Object.keys(state).length > 0) throw new Error('pages keep nothing in the history');
    return '[{}]';
  };
  export const stringifyAsync = async (state) => stringify(state);
`;

const languageOfPage = `
  export const baseLocale = 'es';
  export const locales = ['es', 'en'];
  export const experimentalStaticLocale = undefined;
  export const isLocale = (value) => locales.includes(value);
  export const toLocale = (value) => (isLocale(value) ? value : undefined);
  export const getLocale = () => toLocale(document.documentElement.lang) ?? baseLocale;
  export const overwriteGetLocale = () => {};
`;
