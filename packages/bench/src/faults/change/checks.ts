import { LabWrite } from '@sankofa/lab';
import { Answer } from './ChangePortal';

/** What speaks against a refusal: it is another one, or something was sent. */
export function brokenRefusal(
  { status, body }: Answer,
  expected: { status: number; says: RegExp },
  writes: readonly Pick<LabWrite, 'method' | 'path'>[],
): string[] {
  const message = String(body?.error?.message ?? '');
  return [
    ...(status === expected.status && expected.says.test(message)
      ? []
      : [`answered ${status} ${message.slice(0, 300)}`]),
    ...writes.map(({ method, path }) => `sent ${method} ${path}`),
  ];
}

/** What is left of a change that was to create a container. */
export interface CreateOutcome {
  state: string;
  /** Containers with its VMID that are there. */
  containers: number;
  /** Lifecycle of the record of its address. */
  record?: string;
  writes: readonly Pick<LabWrite, 'method' | 'path' | 'body' | 'result'>[];
}

/** A call that a node carried out. */
export function executed({ result }: Pick<LabWrite, 'result'>): boolean {
  return result !== undefined && result.status === 200;
}

/** What speaks against it: a second container, a lost change, an address in two minds. */
export function brokenCreate(outcome: CreateOutcome): string[] {
  const { containers, record, state, writes } = outcome;
  const creates = writes.filter(
    write =>
      write.method === 'POST' && write.path.endsWith('/lxc') && executed(write),
  ).length;
  const told: Record<string, [number, string | undefined]> = {
    done: [1, 'active'],
    failed: [0, undefined],
  };
  const wanted = told[state];
  return [
    ...(creates > 1 ? [`created ${creates} times`] : []),
    ...(containers > 1 ? [`${containers} containers`] : []),
    ...(wanted || state === 'needs-human' ? [] : [`lost: ${state}`]),
    ...(wanted && wanted[0] !== containers
      ? [`${state} with ${containers} containers`]
      : []),
    ...(wanted && wanted[1] !== record
      ? [`${state} with its address ${record ?? 'released'}`]
      : []),
  ];
}

/** Calls of one change that were sent more than once. */
export function sentTwice(
  writes: readonly Pick<LabWrite, 'method' | 'path' | 'body'>[],
): string[] {
  const seen = new Map<string, number>();
  for (const { body, method, path } of writes) {
    const call = `${method} ${path} ${JSON.stringify(body)}`;
    seen.set(call, (seen.get(call) ?? 0) + 1);
  }
  return [...seen].flatMap(([call, count]) =>
    count > 1 ? [`sent ${count} times: ${call}`] : [],
  );
}

/** Where a secret shows up. */
export function leaks(
  secrets: Readonly<Record<string, readonly string[]>>,
  places: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(secrets).flatMap(([name, values]) =>
    Object.entries(places).flatMap(([place, text]) =>
      values.some(value => text.includes(value)) ? [`${name} in ${place}`] : [],
    ),
  );
}
