const NONE =
  /^(?:[-–—‐‑−_.…·]+|\?+|n ?\/ ?a|n\.a\.?|none|null|nil|tbd|tba|tbc|todo|unknown|unassigned|not (?:set|assigned)|pending|keine?r?|ninguna?|aucune?|nessuno?)$/i;

/** Text in round brackets is a note. */
export function withoutNotes(text: string): string {
  return text.replace(/[(（][^()（）]*[)）]/g, ' ').trim();
}

/** A cell that says that there is nothing: empty, a dash, `N/A`, `TBD`. */
export function saysNothing(text: string): boolean {
  const words = text.trim();
  return words === '' || NONE.test(words);
}

/** The text of a cell on one line, `undefined` when it says nothing. */
export function plainText(text: string | undefined): string | undefined {
  const line = (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  return saysNothing(line) ? undefined : line;
}
