/**
 * A link we are willing to draw: a path inside the portal or plain http(s).
 * Anything else that came from outside (`javascript:`, `data:`, `//host`) is
 * no link, and its text is shown as text.
 */
export function safeHref(href: string | undefined): string | undefined {
  if (!href) {
    return undefined;
  }
  // Backslashes and control characters are read as slashes or dropped by browsers.
  if (/[\\\u0000-\u0020\u007f]/.test(href)) {
    return undefined;
  }
  if (href.startsWith('/')) {
    return href.startsWith('//') ? undefined : href;
  }
  return /^https?:\/\/[^/]/i.test(href) ? href : undefined;
}
