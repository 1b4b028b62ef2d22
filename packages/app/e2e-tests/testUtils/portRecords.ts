import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from './api';

const NAMES = ['port-devices.csv', 'ports.csv', 'cables.csv'];

/** Places of the files that the tests import: some ports of the lab's switch. */
export const recordFiles = NAMES.map(name =>
  path.join(__dirname, '../files', name),
);

/** Imports files in the place of everything that is written down. */
async function replaceRecords(textOf: (file: string) => string) {
  const request = {
    format: 'csv',
    mode: 'replace',
    files: recordFiles.map(file => ({
      name: path.basename(file),
      text: textOf(file),
    })),
  };
  const root = '/itops/v1/port-records/import';
  const { previewHash } = await ask(`${root}/preview`, {
    method: 'POST',
    body: request,
  });
  await ask(root, { method: 'POST', body: { ...request, previewHash } });
}

/** Writes down what the files say, and nothing else. */
export const writeRecords = () =>
  replaceRecords(file => readFileSync(file, 'utf8'));

/** Takes everything away that is written down. */
export const removeRecords = () =>
  // The headings alone: there are none of any kind.
  replaceRecords(file => readFileSync(file, 'utf8').split('\n')[0]);
