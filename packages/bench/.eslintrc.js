module.exports = require('../../scripts/eslint-package.cjs')(__dirname, {
  rules: {
    // It measures plugins from the inside, and is no part of any.
    '@backstage/no-mixed-plugin-imports': 'off',
    '@backstage/no-forbidden-package-imports': 'off',
  },
});
