import { KeyboardEvent } from 'react';

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
};
const ROWS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Arrow keys in a list of paths: left and right walk the hops of a path, up and
 * down go to the path above and below. Tab goes from path to path, because only
 * one hop of each is a tab stop.
 */
export function walkHops(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target as HTMLElement;
  const path = from.closest('[data-path]');
  if (!path || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const hopsOf = (element: Element) =>
    Array.from(element.querySelectorAll<HTMLElement>('[data-hop]'));
  const hops = hopsOf(path);
  const at = hops.indexOf(from);
  let to: HTMLElement | undefined;
  if (event.key in STEPS) {
    to = hops[at + STEPS[event.key]];
  } else if (event.key === 'Home') {
    to = hops[0];
  } else if (event.key === 'End') {
    to = hops[hops.length - 1];
  } else if (event.key in ROWS) {
    const paths = Array.from(
      event.currentTarget.querySelectorAll('[data-path]'),
    );
    const next = paths[paths.indexOf(path) + ROWS[event.key]];
    const others = next ? hopsOf(next) : [];
    to = others[Math.min(Math.max(at, 0), others.length - 1)];
  } else {
    return;
  }
  event.preventDefault();
  to?.focus();
}
