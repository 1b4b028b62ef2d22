/** How often a page asks again while it is looked at. */
export const POLL_MS = 30_000;
