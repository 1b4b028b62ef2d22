#!/usr/bin/env node
/* eslint-disable no-restricted-syntax */
// Runs the command line from its TypeScript source, as the backend does in
// development: `node packages/cli/bin/itops.cjs export …` from any folder.
require('@backstage/cli/config/nodeTransform.cjs');
require('../src/main');
