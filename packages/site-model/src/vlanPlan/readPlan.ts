import {
  Document,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';
import { VlanPlan, vlanPlanSchema } from './plan';

/** One thing that is wrong in a plan file. @public */
export interface PlanProblem {
  file: string;
  /** First line is 1. */
  line: number;
  /** `waves[0].workloads[1].target.vid`; empty for the file as a whole. */
  field: string;
  /** What is wrong and what it must be, in one sentence. */
  message: string;
}

/** @public */
export type PlanReading =
  | { plan: VlanPlan; problems: [] }
  | { plan?: undefined; problems: PlanProblem[] };

/** More would be no plan of people. */
const MAX_CHARACTERS = 1_000_000;

function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** Where a field stands; where it is missing, whatever should hold it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let current: unknown = document.contents;
  let offset = isNode(current) ? current.range?.[0] ?? 0 : 0;
  for (const part of path) {
    if (isMap(current)) {
      const pair = current.items.find(
        item =>
          isPair(item) &&
          isNode(item.key) &&
          String((item.key as { value?: unknown }).value) === String(part),
      );
      if (!pair) {
        return offset;
      }
      offset = isNode(pair.key) ? pair.key.range?.[0] ?? offset : offset;
      current = pair.value;
    } else if (isSeq(current)) {
      current = current.items[Number(part)];
      offset = isNode(current) ? current.range?.[0] ?? offset : offset;
    } else {
      return offset;
    }
  }
  return offset;
}

/** A key that the plan does not know stands where it was written. */
function pathsOf(issue: {
  code?: string;
  path: PropertyKey[];
  keys?: string[];
}): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' && issue.keys
    ? issue.keys.map(key => [...issue.path, key])
    : [issue.path];
}

/**
 * Reads a plan file. Everything that is wrong comes at once, each with its line,
 * its field and what it must be.
 *
 * @param text - YAML 1.2; anchors and aliases are allowed, several documents are not
 * @param file - its name, for problems
 * @public
 */
export function readVlanPlan(text: string, file: string): PlanReading {
  if (text.length > MAX_CHARACTERS) {
    const message = 'is larger than 1 MB; split what is not part of the plan';
    return { problems: [{ file, line: 1, field: '', message }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problem = (offset: number, field: string, message: string) => ({
    file,
    line: Math.max(1, lines.linePos(offset).line),
    field,
    message,
  });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ pos, message }) =>
        problem(pos[0], '', `is no YAML: ${message.split('\n')[0]}`),
      ),
    };
  }
  const parsed = vlanPlanSchema.safeParse(
    document.toJS({ maxAliasCount: 100 }),
  );
  if (parsed.success) {
    return { plan: parsed.data, problems: [] };
  }
  return {
    problems: parsed.error.issues.flatMap(issue =>
      pathsOf(issue).map(path =>
        problem(
          offsetOf(document, path),
          fieldOf(path),
          issue.code === 'unrecognized_keys'
            ? 'is no field of a plan; remove it or correct its name'
            : issue.message,
        ),
      ),
    ),
  };
}
