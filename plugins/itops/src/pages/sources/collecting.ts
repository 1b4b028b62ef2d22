import { RefreshAnswer, Run, SourceView } from '@sankofa/plugin-itops-common';

/** A collection somebody asked for, and what the last runs were before. */
export interface Collecting {
  passes: { sourceId: string; pass: string; lastRunId: string | undefined }[];
}

/** How far one pass has come. */
export interface PassProgress {
  pass: string;
  state: 'waiting' | 'running' | 'done';
  /** The run in question, once it is known. */
  run?: Run;
}

type Pass = SourceView['passes'][number];

function lastRun(pass: Pass | undefined): Run | undefined {
  return pass?.recentRuns[pass.recentRuns.length - 1];
}

function lastFinished(pass: Pass | undefined): Run | undefined {
  return pass?.recentRuns.filter(({ status }) => status !== 'running').at(-1);
}

/**
 * What to wait for. A pass that already ran when asked counts too: its end is
 * what the viewer wants to see.
 */
export function startCollecting(
  answer: RefreshAnswer,
  sourcesBefore: SourceView[],
): Collecting {
  return {
    passes: [...answer.started, ...answer.running].map(
      ({ sourceId, pass }) => ({
        sourceId,
        pass,
        lastRunId: lastFinished(
          sourcesBefore
            .find(source => source.sourceId === sourceId)
            ?.passes.find(known => known.pass === pass),
        )?.id,
      }),
    ),
  };
}

/** Progress of the passes of one source. */
export function progressOf(
  collecting: Collecting,
  source: SourceView,
): PassProgress[] {
  return collecting.passes
    .filter(({ sourceId }) => sourceId === source.sourceId)
    .map(({ pass, lastRunId }) => {
      const view = source.passes.find(known => known.pass === pass);
      const run = lastRun(view);
      if (view?.running || run?.status === 'running') {
        const own = run?.status === 'running' ? run : undefined;
        return { pass, state: 'running', run: own };
      }
      return run && run.id !== lastRunId
        ? { pass, state: 'done', run }
        : { pass, state: 'waiting' };
    });
}

/** Is anything still under way? */
export function isCollecting(
  collecting: Collecting,
  sources: SourceView[],
): boolean {
  return sources.some(source =>
    progressOf(collecting, source).some(({ state }) => state !== 'done'),
  );
}
