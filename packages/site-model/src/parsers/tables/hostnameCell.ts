import { isAddressOnly } from './addressCell';
import { saysNothing, withoutNotes } from './words';

/** What a cell says about public host names. */
export interface HostnameReading {
  /** Lower case, each once. */
  hostnames: string[];
  /** Why a part of it is no host name. */
  problem?: string;
}

const MAX_CELL = 2000;
const BETWEEN = /[\s,;、，|+&]+/;
const JOINERS = /^(?:and|or|und|oder|y|o|e|ou|et|\/)$/i;
const LABEL = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?';
/** At least two labels; wildcards are those of nginx: `*.x` and `x.*`. */
const HOST_NAME = new RegExp(
  `^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*\\.(?:${LABEL}|\\*)$`,
  'u',
);
const PLACEHOLDER = /^(?:<.*>|\{.*\}|\$.*|x+)$/i;

/** Without scheme, port, path and the dot of the root. */
function hostPart(word: string): string {
  return word
    .replace(/^["'`<(]+|["'`>);]+$/g, '')
    .replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Reads `app.example.org`, URLs, wildcards, one or several in a cell; notes in brackets are left out. */
export function readHostnameCell(source: string): HostnameReading {
  const text = withoutNotes(source.slice(0, MAX_CELL));
  const found = new Set<string>();
  let problem: string | undefined;
  if (!saysNothing(text)) {
    for (const word of text.split(BETWEEN)) {
      if (
        word === '' ||
        JOINERS.test(word) ||
        PLACEHOLDER.test(word) ||
        saysNothing(word)
      ) {
        continue;
      }
      const host = hostPart(word);
      const shown = word.length > 60 ? `${word.slice(0, 59)}…` : word;
      if (isAddressOnly(host) || isAddressOnly(word)) {
        problem ??= `"${shown}" is an address, and no host name`;
      } else if (HOST_NAME.test(host) && host.length <= 253) {
        found.add(host);
      } else {
        problem ??= `"${shown}" is no full host name`;
      }
    }
  }
  return {
    hostnames: [...found],
    ...(problem !== undefined && { problem }),
  };
}
