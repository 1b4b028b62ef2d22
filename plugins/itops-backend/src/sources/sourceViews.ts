import { Run, Sources, SourceView } from '@sankofa/plugin-itops-common';
import {
  INVENTORY_PASS,
  ScopeSnapshot,
  Site,
  compareText,
  plainLabel,
  sourceFreshness,
} from '@sankofa/site-model';
import { HeldRemovalView } from '../removals';
import { SiteView } from '../site';
import { sourceFreshnessOf } from '../views/answer';

/** A pass as it is configured in this process. */
export interface ConfiguredPass {
  sourceId: string;
  pass: string;
  title: string;
  intervalSeconds: number;
  /** Nothing runs by itself. */
  manual: boolean;
}

/** Scopes and names that are written out; their number is told in full. */
const SHOWN_SCOPES = 50;
const SHOWN_NAMES = 10;

const WORST_FIRST = ['failed', 'never', 'stale', 'partial', 'aging', 'fresh'];

function byTrouble(left: ScopeSnapshot, right: ScopeSnapshot): number {
  return (
    WORST_FIRST.indexOf(left.freshness) -
      WORST_FIRST.indexOf(right.freshness) ||
    compareText(left.scope, right.scope) ||
    compareText(left.pass, right.pass)
  );
}

/** Due one interval after the last beginning; unknown while that is past or a run goes on. */
function nextRunAt(
  pass: ConfiguredPass,
  last: Run | undefined,
  now: string,
): string | undefined {
  if (!last || pass.manual || last.status === 'running') {
    return undefined;
  }
  const due = Date.parse(last.startedAt) + pass.intervalSeconds * 1000;
  return due > Date.parse(now) ? new Date(due).toISOString() : undefined;
}

function passView(
  pass: ConfiguredPass,
  source: Site['sources'][number],
  runs: readonly Run[],
  now: string,
): SourceView['passes'][number] {
  const own = runs.filter(run => run.pass === pass.pass);
  const last = own.at(-1);
  const transport = own.findLast(run => run.transport)?.transport;
  return {
    ...sourceFreshness(
      source.scopes.filter(
        scope => scope.pass === pass.pass && scope.reason !== 'not-listed',
      ),
    ),
    pass: pass.pass,
    intervalSeconds: pass.intervalSeconds,
    nextRunAt: nextRunAt(pass, last, now),
    running: last?.status === 'running',
    ...(transport !== undefined && { transport }),
    recentRuns: own,
  };
}

function heldView(
  held: readonly HeldRemovalView[],
): SourceView['heldRemoval'] | undefined {
  const [first] = held;
  const groups = held.flatMap(removal => removal.groups);
  const names = groups.flatMap(group => group.names);
  const accepted = held.every(removal => removal.acceptedBy !== undefined);
  return (
    first && {
      since: first.sinceAt,
      missing: names.length,
      of: groups.reduce((sum, { known }) => sum + known, 0),
      examples: names.slice(0, SHOWN_NAMES),
      ...(accepted && { acceptedBy: first.acceptedBy }),
    }
  );
}

/** Every source with its passes, runs and troubles. */
export function sourceViews(
  view: SiteView,
  known: {
    passes: readonly ConfiguredPass[];
    runs: readonly Run[];
    held: readonly HeldRemovalView[];
    now: string;
  },
): Sources {
  return {
    at: view.site.at,
    items: view.site.sources.map((source): SourceView => {
      const { sourceId } = source;
      const passes = known.passes
        .filter(pass => pass.sourceId === sourceId)
        .sort(
          (left, right) =>
            Number(right.pass === INVENTORY_PASS) -
            Number(left.pass === INVENTORY_PASS),
        );
      const runs = known.runs.filter(run => run.sourceId === sourceId);
      const troubled = source.scopes
        .filter(({ freshness }) => freshness !== 'fresh')
        .sort(byTrouble);
      const held = heldView(
        known.held.filter(removal => removal.sourceId === sourceId),
      );
      return {
        ...sourceFreshnessOf(source),
        title: passes[0]?.title ?? sourceId,
        passes: passes.map(pass => passView(pass, source, runs, known.now)),
        troubled: troubled.length,
        troubledScopes: troubled.slice(0, SHOWN_SCOPES).map(scope => ({
          ...plainLabel(scope),
          scope: scope.scope,
          pass: scope.pass,
          ...(scope.revision !== undefined && { revision: scope.revision }),
        })),
        scopes: source.scopes.length,
        facts: view.sources.get(sourceId)?.facts ?? 0,
        ...(held && { heldRemoval: held }),
      };
    }),
  };
}
