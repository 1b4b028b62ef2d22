import { ProxyHostFact, ProxyTarget } from '../facts';

/** Where one part of a proxy host sends requests. */
export interface RowTarget {
  /** As typed; absent for what the row says for everything else. */
  location?: string;
  /** Absent where free text answers by itself, or could not be followed. */
  target?: ProxyTarget;
  via: 'row' | 'location' | 'free-text';
}

const ROOT = /^(?:\^~\s*)?\/$/;

/** The location that takes every request no other one takes. */
function isRoot({ path }: { path: string }): boolean {
  return ROOT.test(path.trim());
}

/**
 * Where requests of a proxy host really go: what a location `/` replaces is not
 * among them, its replacement is (ruling R12). The first is the answer to `/`.
 */
export function rowTargets(row: ProxyHostFact): [RowTarget, ...RowTarget[]] {
  const freeRoot = row.freeLocations.find(isRoot);
  const root = row.locations.find(isRoot);
  let first: RowTarget = { via: 'row', target: row.target };
  if (freeRoot) {
    const { path, target } = freeRoot;
    first = { via: 'free-text', location: path, target };
  } else if (root) {
    first = { via: 'location', location: root.path, target: root.target };
  }
  const others = [
    ...row.locations.map(item => ({ ...item, via: 'location' as const })),
    ...row.freeLocations.map(item => ({ ...item, via: 'free-text' as const })),
  ]
    .filter(item => !isRoot(item))
    .map(
      ({ path, target, via }): RowTarget => ({ location: path, target, via }),
    );
  return [first, ...others];
}

/** `http://192.168.11.50:3000`, as far as the parts are there. */
export function targetText({ scheme, host, port, path }: ProxyTarget): string {
  const lead = scheme ? `${scheme}://` : '';
  return `${lead}${host}${port === undefined ? '' : `:${port}`}${path ?? ''}`;
}
