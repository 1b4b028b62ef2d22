import { execFileSync } from 'node:child_process';
import {
  mkdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { ReasonCode } from '@sankofa/site-model';
import { FaultBed, FaultCase, everything } from './FaultCase';
import {
  KEYS,
  LabBed,
  TABLES,
  apiSource,
  collectorsOf,
  declaredSources,
  startLabBed,
} from './labBed';

/** The cluster only stands by here; the files have a shorter time of their own. */
const TIMEOUT_SECONDS = 20;
/** More than `maxBytes` allows by default. */
const TOO_MANY_BYTES = 2 * 1024 * 1024;
const PAGE =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>';

type Spoil = (file: string, text: string) => Promise<void>;

const SPOILED: [string, Spoil, ReasonCode[]][] = [
  ['file missing', async () => {}, ['file-missing']],
  [
    'a directory instead',
    file => mkdir(file).then(() => {}),
    ['invalid-answer', 'unreachable'],
  ],
  [
    'a pipe that nobody writes to',
    async file => {
      execFileSync('mkfifo', [file]);
    },
    ['invalid-answer', 'timeout'],
  ],
  ['an endless device', file => symlink('/dev/zero', file), ['invalid-answer']],
  ['empty', file => writeFile(file, ''), ['suspicious-removal', 'no-table']],
  [
    'truncated after half its lines',
    (file, text) =>
      writeFile(file, text.slice(0, text.indexOf('\n', text.length / 2) + 1)),
    ['suspicious-removal'],
  ],
  [
    'truncated in the middle of an address',
    (file, text) => writeFile(file, endingInAnAddress(text)),
    ['suspicious-removal'],
  ],
  ['a web page', file => writeFile(file, PAGE), ['invalid-answer']],
  [
    'binary',
    (file, text) => writeFile(file, Buffer.from(text, 'utf16le')),
    ['invalid-answer'],
  ],
  [
    'too large',
    async (file, text) => {
      await writeFile(file, text);
      await truncate(file, TOO_MANY_BYTES);
    },
    ['too-large'],
  ],
];

/** Declared files on this machine, beside the demo cluster. */
export async function startDeclaredBed(): Promise<FaultBed> {
  const bed = await startLabBed({ timeoutSeconds: TIMEOUT_SECONDS });
  const files = [
    { name: 'keys', sourceId: KEYS, file: bed.keysFile },
    { name: 'tables', sourceId: TABLES, file: bed.tablesFile },
  ];
  const cases = await Promise.all(files.map(file => casesOf(file)));
  return {
    title: 'declared files',
    cases: cases.flat(),
    collectors: () => collectors(bed),
    secrets: [],
    close: () => bed.close(),
  };
}

function collectors(bed: LabBed) {
  return collectorsOf({
    proxmox: [apiSource(bed)],
    declared: declaredSources(bed),
  });
}

async function casesOf({
  name,
  sourceId,
  file,
}: {
  name: string;
  sourceId: string;
  file: string;
}): Promise<FaultCase[]> {
  const text = await readFile(file, 'utf8');
  const remove = () => rm(file, { recursive: true, force: true });
  return SPOILED.map(([what, spoil, reasons]) => ({
    name: `${name}: ${what}`,
    sourceId,
    async inject() {
      await remove();
      await spoil(file, text);
    },
    async repair() {
      await remove();
      await writeFile(file, text);
    },
    hits: everything,
    reasons,
  }));
}

/** Less than half of it, up to a digit before the end of an address: another address. */
function endingInAnAddress(text: string): string {
  const addresses = [
    ...text.slice(0, text.length / 2).matchAll(/\b\d+\.\d+\.\d+\.\d{2,3}\b/g),
  ];
  const last = addresses[addresses.length - 1];
  return text.slice(0, last.index + last[0].length - 1);
}
