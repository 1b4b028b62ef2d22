/**
 * ESLint configuration of every package: Backstage's own, plus the import
 * directions of the house. `allowed` names the workspace packages that each
 * room may import; everything else of the workspace is refused, with the reason.
 */
const path = require('path');
const factory = require('@backstage/cli/config/eslint-factory');

const common = '@sankofa/plugin-itops-common';
const node = '@sankofa/plugin-itops-node';
const model = '@sankofa/site-model';
const backend = '@sankofa/plugin-itops-backend';
const proxmox = '@sankofa/plugin-itops-backend-module-proxmox';
const declared = '@sankofa/plugin-itops-backend-module-declared';
const npm = '@sankofa/plugin-itops-backend-module-npm';
const neighbours = '@sankofa/plugin-itops-backend-module-neighbours';
const unifi = '@sankofa/plugin-itops-backend-module-unifi';
const catalog = '@sankofa/plugin-catalog-backend-module-itops';
const signIn = '@sankofa/plugin-auth-backend-module-itops-oidc';
const policy = '@sankofa/plugin-permission-backend-module-itops';
const scaffolder = '@sankofa/plugin-scaffolder-backend-module-itops';
const lab = '@sankofa/lab';
const pages = '@sankofa/plugin-itops';
const cli = '@sankofa/itops-cli';
const bench = '@sankofa/bench';
const everything = [
  model,
  common,
  node,
  backend,
  proxmox,
  declared,
  npm,
  neighbours,
  unifi,
  catalog,
  signIn,
  policy,
  scaffolder,
  lab,
  pages,
  cli,
  bench,
];

/** site-model ← common ← node ← backend and modules; modules never meet. */
const allowed = {
  'packages/site-model': [],
  'packages/lab': [model],
  'packages/app': [pages],
  'packages/backend': [
    backend,
    proxmox,
    declared,
    npm,
    neighbours,
    unifi,
    catalog,
    signIn,
    policy,
  ],
  'packages/cli': [
    model,
    common,
    node,
    proxmox,
    declared,
    npm,
    neighbours,
    unifi,
  ],
  'packages/bench': everything,
  'plugins/itops-common': [model],
  'plugins/itops-node': [model, common],
  'plugins/itops-backend': [model, common, node],
  'plugins/itops-backend-module-proxmox': [model, common, node],
  'plugins/itops-backend-module-declared': [model, common, node],
  'plugins/itops-backend-module-npm': [model, common, node],
  'plugins/itops-backend-module-neighbours': [model, common, node],
  'plugins/itops-backend-module-unifi': [model, common, node],
  'plugins/catalog-backend-module-itops': [model, common, node],
  'plugins/scaffolder-backend-module-itops': [model, common, node],
  'plugins/auth-backend-module-itops-oidc': [common, node],
  'plugins/permission-backend-module-itops': [common],
  'plugins/itops': [common],
};

/** Tests may also meet the lab; those of the whole portal ask it as its users do. */
const testOnly = { '*': [lab], 'packages/backend': [common, node] };

/** Where the house differs from Backstage's own rules, and why. */
const rules = {
  // Functions are hoisted: a file may begin with what it is about and end with its helpers.
  '@typescript-eslint/no-use-before-define': [
    'error',
    { functions: false, classes: false, variables: false },
  ],
  // A type and its value may share a name.
  '@typescript-eslint/no-redeclare': 'off',
  // Control characters are what some expressions look for: text from outside is untrusted.
  'no-control-regex': 'off',
  // Property tests state rules such as "if it parses, then …".
  'jest/no-conditional-expect': 'off',
};

/** Helpers of tests are no tests. */
const overrides = [
  {
    files: ['**/testUtils/**', '**/__testUtils__/**'],
    rules: {
      // Never bundled: the folder of the file is the folder it was written in.
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-shadow': 'off',
      'jest/no-export': 'off',
      'jest/valid-title': 'off',
      'jest/valid-describe-callback': 'off',
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      '@typescript-eslint/no-shadow': 'off',
      // Every test of a file, or all of them, may end in the same expectation.
      'jest/no-standalone-expect': [
        'error',
        { additionalTestBlockFunctions: ['afterEach', 'afterAll'] },
      ],
    },
  },
  {
    // The development page stands in for the app, which brings the styles elsewhere.
    files: ['dev/**'],
    rules: { '@backstage/no-ui-css-imports-in-non-frontend': 'off' },
  },
];

/** A package's subpaths are as forbidden as the package: its `testUtils` are not for production. */
const subpathsOf = names => names.map(name => `${name}/*`);

module.exports = function eslintPackage(dir, extra = {}) {
  const room = path
    .relative(path.join(__dirname, '..'), dir)
    .replace(/\\/g, '/');
  const may = allowed[room];
  if (!may) {
    throw new Error(
      `${room} has no import directions; add it to scripts/eslint-package.cjs`,
    );
  }
  const refuse = list =>
    everything
      .filter(name => !list.includes(name))
      .map(name => ({
        name,
        message: `${room} may only import ${
          may.join(', ') || 'no other package of this repository'
        } (scripts/eslint-package.cjs).`,
      }));
  return factory(dir, {
    ...extra,
    rules: { ...rules, ...extra.rules },
    overrides: [...overrides, ...(extra.overrides ?? [])],
    restrictedSrcImports: [
      ...refuse(may),
      ...(extra.restrictedSrcImports ?? []),
    ],
    restrictedTestImports: refuse([
      ...may,
      ...testOnly['*'],
      ...(testOnly[room] ?? []),
    ]),
    restrictedImportPatterns: [
      ...subpathsOf(everything.filter(name => !may.includes(name))),
      ...(extra.restrictedImportPatterns ?? []),
    ],
  });
};
