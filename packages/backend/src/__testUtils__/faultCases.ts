import { RecordedWay } from '@sankofa/plugin-itops-node/testUtils';
import { Fault, Served } from './FaultyWorld';

/** A fault, and what the portal is to say of it. */
export interface FaultCase extends Fault {
  /** Completes "with …". */
  name: string;
  /** The portal is restarted with these accounts, and back. */
  way?: RecordedWay;
  /** A fault of time: one member and a short patience, so that the test is short. */
  waits?: boolean;
  /** The source that fails. */
  source: string;
  freshness?: 'failed' | 'partial';
  reasons: string[];
  /** Scopes of the source that are read all the same; none when left out. */
  reads?: (scope: string) => boolean;
  /** Hops of paths may rest on what is still read of the source. */
  readsHops?: boolean;
}

const PAGE = '<!doctype html><html><body>Sign in</body></html>';

/** What the answers of a kind of source may be instead, and what that is called. */
const ANSWERS: Record<string, string[]> = {
  refuse: ['unreachable'],
  timeout: ['timeout'],
  slow: ['timeout'],
  endless: ['timeout', 'too-large'],
  401: ['unauthorized'],
  403: ['forbidden'],
  500: ['http-error'],
  empty: ['invalid-answer'],
  null: ['invalid-answer'],
  truncated: ['invalid-answer'],
  html: ['invalid-answer'],
};

/** Every fault of answers that the replay knows, for one kind of source. */
export function answerFaults(kind: Served, source: string): FaultCase[] {
  return Object.entries(ANSWERS).map(([fault, reasons]) => ({
    name: `${fault} instead of answers of ${kind}`,
    source,
    // Who refuses serves nothing that could be faulty.
    ...(fault === 'refuse'
      ? { refuses: kind }
      : { replay: ['--fault', `${kind}=${fault}`] }),
    waits: ['timeout', 'slow', 'endless'].includes(fault),
    reasons,
  }));
}

/** The faults of files that people or other programs write. */
export function fileFaults(options: {
  name: string;
  source: string;
  files: string[];
}): { missing: FaultCase; emptied: FaultCase; page: FaultCase } {
  const { name, source, files: names } = options;
  return {
    missing: {
      name: `${name} missing`,
      source,
      files: { names },
      reasons: ['file-missing'],
    },
    emptied: {
      name: `${name} emptied`,
      source,
      files: { names, text: '' },
      reasons: ['invalid-answer'],
    },
    page: {
      name: `a sign-in page as ${name}`,
      source,
      files: { names, text: PAGE },
      reasons: ['invalid-answer'],
    },
  };
}
