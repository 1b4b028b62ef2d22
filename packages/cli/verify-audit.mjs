#!/usr/bin/env node
/*
 * Checks an export of the audit trail with nothing but Node, apart from the code
 * that wrote it: node verify-audit.mjs audit.jsonl [NUMBER:HASH …]
 *
 * Each seal is SHA-256(hash before · newline · canonical JSON of
 * [id, at, actor, action, subject, outcome, details]); the first follows 64 zeros.
 * Exit code 0: sound. 1: the first line that does not hold is named. 64: bad usage.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, ...anchorTexts] = process.argv.slice(2);
const anchors = anchorTexts.map(text => {
  const [, number, kept] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  return { number: Number(number), kept };
});
if (!file || anchors.some(({ kept }) => kept === undefined)) {
  process.stderr.write('usage: verify-audit.mjs FILE [NUMBER:HASH ...]\n');
  process.exit(64);
}

function canonical(value) {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join()}]`;
  }
  const keys = Object.keys(value).sort();
  return `{${keys
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join()}}`;
}

function keptOtherwise(number, actual) {
  return anchors.some(
    anchor => anchor.number === number && anchor.kept !== actual,
  );
}

let line = 0;
let sealed = 0;
let rows = 0;
let hash = '0'.repeat(64);
let end;

function refuse(why) {
  process.stdout.write(`not sound: line ${line}, seal ${sealed + 1}: ${why}\n`);
  process.exit(1);
}

for await (const text of createInterface(createReadStream(file))) {
  line += 1;
  const { type, row, seal, rows: counted } = JSON.parse(text);
  if (end) {
    refuse('something follows the last line');
  } else if (type === 'head') {
    end = { seal, rows: counted };
  } else if (type === 'row') {
    rows += 1;
    if (row.seal) {
      const { id, at, actor, action, subject, outcome, details } = row;
      const content = [id, at, actor, action, subject, outcome, details];
      hash = createHash('sha256')
        .update(`${hash}\n${canonical(content)}`)
        .digest('hex');
      if (row.seal.number !== sealed + 1 || row.seal.hash !== hash) {
        refuse(`row ${id} is not what was sealed here`);
      }
      sealed += 1;
      if (keptOtherwise(sealed, hash)) {
        refuse('the chain was made anew');
      }
    }
  }
}
if (!end || end.rows !== rows || (end.seal?.number ?? 0) !== sealed) {
  refuse('the end is missing');
}
const beyond = anchors
  .map(({ number }) => number)
  .filter(number => number > sealed);
if (beyond.length > 0) {
  refuse(`seal ${Math.max(...beyond)} was kept elsewhere and is not here`);
}
process.stdout.write(`sound: ${sealed} sealed rows up to ${sealed}:${hash}\n`);
