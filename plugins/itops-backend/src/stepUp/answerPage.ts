import { StepUpMessage } from '@sankofa/plugin-itops-common';
import { createHash } from 'node:crypto';

/** The same for every answer, so that its hash can be named in the policy of the page. */
const SCRIPT = `
const { message, portal, done } = document.documentElement.dataset;
if (window.opener) {
  window.opener.postMessage(JSON.parse(message), portal);
  if (done) window.close();
}
`;
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

/** Headers of a page that holds a proof: kept by nobody, and nothing runs but our script. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${SCRIPT_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    character => `&#${character.codePointAt(0)};`,
  );
}

/**
 * The last page of the window in which somebody confirmed. It tells the window of the
 * portal, and no other, what came of it.
 *
 * @param portal - origin of the portal
 */
export function answerPage(message: StepUpMessage, portal: string): string {
  const isConfirmed = message.outcome === 'confirmed';
  const title = isConfirmed ? 'Confirmed' : 'Not confirmed';
  const text = isConfirmed
    ? 'Close this window and go on in the portal.'
    : message.message;
  return `<!doctype html><html lang="en" data-message="${escaped(
    JSON.stringify(message),
  )}" data-portal="${escaped(portal)}"${
    isConfirmed ? ' data-done="yes"' : ''
  }><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif } body { margin: 0 auto; max-width: 28rem; padding: 2rem 1rem }</style></head><body><h1>${title}</h1><p${
    isConfirmed ? '' : ' role="alert"'
  }>${escaped(text)}</p><script>${SCRIPT}</script></body></html>`;
}
