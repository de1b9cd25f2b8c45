// Who may import whom: the walls between the rooms of the house. `npm run check` holds them.
const pure = '\\.server\\.ts$|\\.svelte$|^src/routes|^src/hooks';
const anyRoom = '^src/rooms/([^/]+)/';
const tests = '\\.test\\.ts$|^src/testing/|/factories\\.ts$|\\.fixtures\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kernel-knows-no-room',
      comment: 'The kernel is what every room stands on: it may not lean on one, nor on pages or components.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: tests },
      to: { path: '^src/(rooms|routes|ui)/' },
    },
    {
      name: 'ui-knows-no-domain',
      comment: 'Components for everybody take values; the words of the domain are in the rooms.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/(rooms|routes)/|^src/kernel/.*\\.server\\.ts$' },
    },
    {
      name: 'rooms-know-no-page',
      comment: 'Pages call rooms, never the other way.',
      severity: 'error',
      from: { path: '^src/rooms/' },
      to: { path: '^src/routes/' },
    },
    {
      name: 'a-room-has-one-door',
      comment: 'A room is entered through its index: what it does not export there is its own business.',
      severity: 'error',
      from: { path: anyRoom, pathNot: tests },
      to: {
        path: '^src/rooms/[^/]+/',
        pathNot: ['^src/rooms/$1/', '^src/rooms/[^/]+/index(\\.server|\\.svelte)?\\.ts$'],
      },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules decide from plain values: no database, no clock, no components, nothing of Node.js.',
      severity: 'error',
      from: { path: anyRoom, pathNot: `${tests}|${pure}|\\.svelte\\.ts$` },
      to: { path: `${pure}|^src/paraglide/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-do-nothing',
      comment: 'Input and output belong to operations.',
      severity: 'error',
      from: { path: '^src/(rooms|kernel)/', pathNot: `${tests}|${pure}` },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circle',
      comment: 'Of two that import each other, neither can be understood first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the-house-needs-no-tools',
      comment: 'The application runs without the command line, the journeys and the benchmarks around it.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: tests },
      to: { path: '^(bin|e2e|bench)/|^src/testing/' },
    },
    {
      name: 'no-stranger',
      comment: 'A package that package.json does not name comes and goes with somebody else.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'unknown'], pathNot: '^\\$(app|env)/|/\\$types$' },
    },
    {
      name: 'nothing-missing',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\$(app|env)/|/\\$types$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.svelte-kit|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
