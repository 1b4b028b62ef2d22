import { Word } from './words';

export const AUDIT_OUTCOMES: Record<string, Word> = {
  success: { label: 'done', tone: 'success', hint: 'It was done.' },
  failure: {
    label: 'refused',
    tone: 'danger',
    hint: 'It was refused, or it failed; nothing was changed.',
  },
};

/** Where a row stands in the chain, by whether it has a seal. */
export const AUDIT_SEALS: Record<string, Word> = {
  sealed: {
    label: 'sealed',
    tone: 'success',
    hint: 'Whoever changes this row now breaks the chain.',
  },
  unsealed: {
    label: 'not sealed yet',
    tone: 'warning',
    hint: 'It waits for its seal, usually less than a second; until then the chain does not cover it.',
  },
};
