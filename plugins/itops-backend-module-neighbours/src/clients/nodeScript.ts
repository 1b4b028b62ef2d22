import { ConnectorError } from '@sankofa/plugin-itops-node';
import { NodeOutput, Printed } from './NodeOutput';

const BEGIN = 'itops-begin';
const NEIGHBOURS_END = /itops-neigh (\d{1,3})\r?\n/g;
const LINKS_END = /itops-link (\d{1,3})\s*$/;
/** Longer than the last marker can be. */
const TAIL = 64;

/**
 * All that is run on a node, in one go: both tables, each with its exit code behind it.
 * An `ip` without `-j` (iproute2 before 4.14) refuses it and is asked for text.
 *
 * It holds neither quotes nor backslashes, so that it stands in `authorized_keys` as it is:
 * `command="…",restrict`.
 */
export const NODE_SCRIPT = [
  `echo ${BEGIN}`,
  'ip -j neigh show || ip neigh show',
  'echo itops-neigh $?',
  'ip -j -d link show || ip -o -d link show',
  'echo itops-link $?',
].join('; ');

/** The script for a login shell of any kind. */
export const NODE_COMMAND = `sh -c '${NODE_SCRIPT}'`;

function printed(
  program: string,
  options: { text: string; code: number; place: string; stderr: string },
): Printed {
  const { text, code, place, stderr } = options;
  if (code === 0) {
    return { text, locator: `${place}: ${program}` };
  }
  const remedy =
    code === 127 || code === 126
      ? 'Is iproute2 installed there, and in the PATH of this user?'
      : 'Run it there by hand as this user.';
  return {
    failure: {
      reason: 'invalid-answer',
      message: `${place}: ${program} failed (exit code ${code}${
        stderr ? `: ${stderr}` : ''
      }). ${remedy}`,
    },
  };
}

/**
 * Takes the output of {@link NODE_SCRIPT} apart. What a login prints before it is ignored.
 *
 * @param place - for messages: `r630-01`
 * @throws ConnectorError `invalid-answer` when it is not the output of the script, or not all of it
 */
export function splitNodeOutput(
  stdout: string,
  { place, code, stderr }: { place: string; code: number; stderr: string },
): NodeOutput {
  const begin = stdout.indexOf(BEGIN);
  if (begin < 0) {
    throw new ConnectorError(
      'invalid-answer',
      `${place}: another command was run, or none (exit code ${code}${
        stderr ? `: ${stderr}` : ''
      }). The user needs a shell, and a forced command of its key must be: ${NODE_SCRIPT}`,
    );
  }
  NEIGHBOURS_END.lastIndex = begin;
  const middle = NEIGHBOURS_END.exec(stdout);
  const end = LINKS_END.exec(stdout.slice(-TAIL));
  if (!middle || !end) {
    throw new ConnectorError(
      'invalid-answer',
      `${place}: the output ends early (exit code ${code}${
        stderr ? `: ${stderr}` : ''
      }).`,
    );
  }
  const linksEnd = Math.max(stdout.length - TAIL, 0) + end.index;
  return {
    neighbours: printed('ip neigh', {
      text: stdout.slice(begin + BEGIN.length, middle.index),
      code: Number(middle[1]),
      place,
      stderr,
    }),
    links: printed('ip link', {
      text: stdout.slice(middle.index + middle[0].length, linksEnd),
      code: Number(end[1]),
      place,
      stderr,
    }),
  };
}
