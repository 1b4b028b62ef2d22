import { ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';
import { ApiProvider } from '@backstage/core-app-api';
import { ApiHolder, errorApiRef } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { grids } from './grids';
import { filtered, GridRow, gridRows } from './rows';

/** What one mount, scroll and word of typing took. */
export interface GridFigures {
  /** Until the frame with the rows was painted. */
  mountMs: number;
  nodes: number;
  frameP95Ms: number;
  framesPerSecond: number;
  /** From a letter until the filtered rows were painted; the slowest of three. */
  keystrokeMs: number;
}

const JUMP = 240;
const FRAMES = 120;
/** Every letter leaves fewer rows. */
const WORD = 'st-9';

function frame(): Promise<number> {
  return new Promise(resolve => {
    requestAnimationFrame(resolve);
  });
}

/** Resolves right after the browser has painted. */
async function painted(): Promise<number> {
  await frame();
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(undefined);
  });
}

/** Backstage's table asks for its words in the language of the reader. */
const TRANSLATIONS = {
  getTranslation: () => ({ ready: true, t: (key: string) => key }),
  translation$: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
};
const ERRORS = {
  post(error: Error) {
    throw error;
  },
};
const APIS: Record<string, unknown> = {
  [translationApiRef.id]: TRANSLATIONS,
  [errorApiRef.id]: ERRORS,
};
const HOLDER = { get: (ref: { id: string }) => APIS[ref.id] };

function Surroundings({ children }: { children: ReactNode }) {
  return (
    <ApiProvider apis={HOLDER as ApiHolder}>
      <MemoryRouter>{children}</MemoryRouter>
    </ApiProvider>
  );
}

function Filtered({ name, rows }: { name: string; rows: GridRow[] }) {
  const [text, setText] = useState('');
  const deferred = useDeferredValue(text);
  const shown = useMemo(() => filtered(rows, deferred), [rows, deferred]);
  const Grid = grids[name];
  return (
    <>
      <input
        value={text}
        data-shown={deferred}
        onChange={({ target }) => setText(target.value)}
      />
      <Grid rows={shown} />
    </>
  );
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** A grid may be its own scroller, or be in one. */
function scrollerOf(root: HTMLElement): HTMLElement {
  return root.querySelector<HTMLElement>('[data-scroller], [role="grid"]')!;
}

async function scroll(scroller: HTMLElement): Promise<number[]> {
  const deltas: number[] = [];
  let before = await frame();
  for (let index = 0; index < FRAMES; index++) {
    scroller.scrollTop += JUMP;
    const now = await frame();
    deltas.push(now - before);
    before = now;
  }
  return deltas;
}

async function type(input: HTMLInputElement): Promise<number> {
  const set = Object.getOwnPropertyDescriptor(
    HTMLInputElement.prototype,
    'value',
  )!.set!;
  const times: number[] = [];
  for (let length = 1; length <= WORD.length; length++) {
    const text = WORD.slice(0, length);
    const began = performance.now();
    set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    let now = await painted();
    while (input.dataset.shown !== text) {
      now = await painted();
    }
    times.push(now - began);
  }
  return Math.max(...times);
}

async function measure(name: string, count: number): Promise<GridFigures> {
  const rows = gridRows(count);
  const element = document.createElement('div');
  document.body.append(element);
  const root = createRoot(element);
  await painted();
  const began = performance.now();
  flushSync(() =>
    root.render(
      <Surroundings>
        <Filtered name={name} rows={rows} />
      </Surroundings>,
    ),
  );
  const mountMs = (await painted()) - began;
  const nodes = element.querySelectorAll('*').length;
  if (!element.textContent!.includes('host-9')) {
    throw new Error(`${name} shows no rows`);
  }
  const deltas = await scroll(scrollerOf(element));
  const keystrokeMs = await type(element.querySelector('input')!);
  root.unmount();
  element.remove();
  return {
    mountMs,
    nodes,
    frameP95Ms: percentile(deltas, 0.95),
    framesPerSecond:
      (1000 * deltas.length) / deltas.reduce((sum, delta) => sum + delta, 0),
    keystrokeMs,
  };
}

Object.assign(window, { measureGrid: measure });
