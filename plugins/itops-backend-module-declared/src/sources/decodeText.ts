import { ConnectorError } from '@sankofa/plugin-itops-node';

const HTML = /^\s*<(?:!doctype\s+html|html|head)\b/i;

/**
 * The same, byte order mark included, when what is written back is what was read.
 *
 * @throws ConnectorError as {@link decodeText}, and for bytes that are not UTF-8
 */
export function decodeEditableText(bytes: Uint8Array, where: string): string {
  decodeText(bytes, where);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    throw new ConnectorError(
      'invalid-answer',
      `${where} holds bytes that are no UTF-8, which an edit would destroy. Save it as UTF-8.`,
    );
  }
  return text;
}

/**
 * The bytes as text, when they can be a declared file at all.
 *
 * @throws ConnectorError for a binary file and for a web page
 */
export function decodeText(bytes: Uint8Array, where: string): string {
  if (bytes.includes(0)) {
    throw new ConnectorError(
      'invalid-answer',
      `${where} is not a text file: it holds NUL bytes. Save it as UTF-8.`,
    );
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  if (HTML.test(text.slice(0, 1000))) {
    throw new ConnectorError(
      'invalid-answer',
      `${where} is a web page, not the file: check the address and the integration that reads it, a sign-in page looks like this.`,
    );
  }
  return text;
}
