module.exports = require('../../scripts/eslint-package.cjs')(__dirname, {
  overrides: [
    {
      files: ['e2e-tests/**'],
      rules: {
        // `visit` is `it` with a signed-in page (e2e-tests/testUtils/browse.ts).
        'jest/no-standalone-expect': [
          'error',
          { additionalTestBlockFunctions: ['visit'] },
        ],
      },
    },
  ],
});
