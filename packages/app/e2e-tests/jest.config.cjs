/**
 * Browser tests against a running portal on the lab. `npm run e2e` starts one
 * and names it in ITOPS_E2E_STATE; `npm run e2e -- drift` runs one file.
 */
module.exports = {
  rootDir: __dirname,
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  transform: {
    '\\.ts$': [
      require.resolve('@backstage/cli/config/jestSwcTransform'),
      { jsc: { parser: { syntax: 'typescript' } }, sourceMaps: 'inline' },
    ],
  },
  globalSetup: './testUtils/globalSetup.ts',
  testTimeout: 90_000,
  // One lab, one history: tests that cut a node off must not meet each other.
  maxWorkers: 1,
};
