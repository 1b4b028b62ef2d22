import {
  ExecutorError,
  HttpResponse,
  excerpt,
  redact,
} from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import { errorText } from '../clients/apiConnection';

/**
 * Errors that Proxmox raises before it changes anything. A 500 says nothing by itself: a
 * refused bridge comes as `bridge 'vmbr0' does not exist` after the memory has been changed.
 *
 * Source: recorded answers of 9.2, and the checks at the beginning of the handlers in
 * PVE::API2::LXC and PVE::API2::Qemu.
 */
const BEFORE_ANYTHING = [
  /^(?:CT|VM) \d+ already exists on node /,
  /^Configuration file '[^']*' does not exist/,
  /^detected modified configuration - /,
  /^(?:CT|VM) is locked \(/,
  /^(?:CT|VM) \d+ (?:already|not) running/,
  /^unable to destroy CT \d+ - container is running/,
  /^VM \d+ is running - destroy failed/,
  /^can't remove (?:CT|VM) \d+ - protection mode enabled/,
  /^hostname lookup '[^']*' failed/,
];

/** Proxmox keeps such a setting as pending and then says that the device did not take it. */
const AFTER_IT_WAS_WRITTEN = /hotplug problem|unable to apply pending change/;

/** The member could not connect to the one that was meant. 596 and 599 come later. */
const NOT_FORWARDED = 595;
/** This version of Proxmox does not know the call. */
const NOT_IMPLEMENTED = 501;
/** Not from Proxmox, but from something in front of it that may have passed the call on. */
const GAVE_UP_WAITING = 408;

const bodySchema = z.object({ errors: z.record(z.string(), z.string()) });

/** `net0: invalid format …`: what is wrong with which parameter. */
function parameterErrors(body: string): string {
  try {
    const { errors } = bodySchema.parse(JSON.parse(body));
    return Object.entries(errors)
      .map(([name, text]) => `${name}: ${text.replace(/\s+/g, ' ').trim()}`)
      .join('; ');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      return ''; // most errors have none
    }
    throw error;
  }
}

/**
 * What an answer other than 200 to a call means.
 *
 * @param what - the call, for the message: `POST /nodes/one/lxc`
 * @param token - never part of the message
 */
export function explainRefusal(
  response: HttpResponse,
  options: { host: string; what: string; token: string },
): ExecutorError {
  const { status } = response;
  const { host, what, token } = options;
  const said = errorText(response);
  const details = parameterErrors(response.body);
  const notApplied =
    (status >= 400 &&
      status < 500 &&
      status !== GAVE_UP_WAITING &&
      !AFTER_IT_WAS_WRITTEN.test(details)) ||
    status === NOT_FORWARDED ||
    status === NOT_IMPLEMENTED ||
    BEFORE_ANYTHING.some(pattern => pattern.test(said));
  const text = excerpt([said, details].filter(Boolean).join(' '));
  return new ExecutorError(
    redact(
      `${host} answered ${status} to ${what}${text ? `: ${text}` : ''}${
        notApplied ? '' : '. It may have been applied all the same'
      }`,
      [token, token.slice(token.indexOf('=') + 1)],
    ),
    notApplied ? 'not-applied' : 'unknown',
  );
}
