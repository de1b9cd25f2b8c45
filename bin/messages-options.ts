/** How the texts in `messages/` become functions: shared by the build, the tests and the command line. */
export const paraglideOptions = {
  project: './project.inlang',
  outdir: './src/paraglide',
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as ['cookie', 'preferredLanguage', 'baseLocale'],
  cookieName: 'delega_language',
  emitTsDeclarations: true,
};
