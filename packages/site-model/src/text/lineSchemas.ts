import { z } from 'zod';

const CONTROLS = /[\u0000-\u001f\u007f]/;
const CONTROLS_BUT_LINES = /[\u0000-\u0009\u000b-\u001f\u007f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

function isText(text: string, controls: RegExp): boolean {
  return (
    text === text.trim() && !controls.test(text) && !LONE_SURROGATE.test(text)
  );
}

/** One line that means what it shows: any characters, none of them invisible at its ends. */
export function line(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine(text => isText(text, CONTROLS), {
      error:
        'must be one line without control characters and without blanks at its ends',
    });
}

/** Several lines, as people type them. */
export function lines(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine(text => isText(text, CONTROLS_BUT_LINES), {
      error:
        'must not have control characters, nor blanks or line ends at its ends',
    });
}
