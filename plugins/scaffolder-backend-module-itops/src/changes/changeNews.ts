import { ChangeRequest, ChangeRequestStep } from '@sankofa/plugin-itops-common';

/**
 * What is to be said of a change since it was read last, line by line: where it stands
 * and what it waits for, its calls, and what their tasks wrote.
 */
export function changeNews(
  before: ChangeRequest | undefined,
  after: ChangeRequest,
): string[] {
  const standing = standingOf(after);
  return [
    ...(before && standingOf(before) === standing ? [] : [standing]),
    ...after.steps.flatMap(step =>
      stepNews(
        before?.steps.find(each => each.step === step.step),
        step,
      ),
    ),
  ];
}

function standingOf({ next, number, state }: ChangeRequest): string {
  return `Change ${number} is ${state}. ${next}`;
}

function stepNews(
  before: ChangeRequestStep | undefined,
  after: ChangeRequestStep,
): string[] {
  const { exit, method, path, state, task } = after;
  const isNews =
    state !== (before?.state ?? 'waiting') || task !== before?.task;
  const details = [task, exit].filter(each => each !== undefined).join(', ');
  const heading = `${method} ${path}: ${state}${details && ` (${details})`}`;
  return [
    ...newLines(before?.log ?? [], after.log).map(line => `  ${line}`),
    ...(isNews ? [heading] : []),
  ];
}

/**
 * The API gives the last lines of a log: what is new begins where the longest end of
 * the lines before is their beginning.
 */
export function newLines(
  before: readonly string[],
  after: readonly string[],
): string[] {
  const longest = Math.min(before.length, after.length);
  for (let shared = longest; shared > 0; shared -= 1) {
    const tail = before.slice(before.length - shared);
    if (tail.every((line, index) => line === after[index])) {
      return after.slice(shared);
    }
  }
  return [...after];
}
