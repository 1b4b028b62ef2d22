/** The little of DER (X.690) that a certificate needs. */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
};

/** One element: tag, length, content. */
export function element(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) {
    return Buffer.concat([Buffer.from([tag, body.length]), body]);
  }
  const length = Buffer.from(
    body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'),
    'hex',
  );
  return Buffer.concat([
    Buffer.from([tag, 0x80 + length.length]),
    length,
    body,
  ]);
}

export const sequence = (...items: Buffer[]) => element(TAG.sequence, ...items);
export const set = (...items: Buffer[]) => element(TAG.set, ...items);
export const octetString = (content: Buffer) =>
  element(TAG.octetString, content);
export const bitString = (content: Buffer) =>
  element(TAG.bitString, Buffer.from([0]), content);
export const utf8String = (text: string) =>
  element(TAG.utf8String, Buffer.from(text));

/** @param bytes - big endian; a leading zero keeps the number positive */
export function integer(bytes: Buffer): Buffer {
  const positive =
    bytes[0] < 0x80 ? bytes : Buffer.concat([Buffer.alloc(1), bytes]);
  return element(TAG.integer, positive);
}

/** An object identifier such as `2.5.4.3`. */
export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc % 0x80];
    for (
      let left = Math.floor(arc / 0x80);
      left > 0;
      left = Math.floor(left / 0x80)
    ) {
      groups.unshift(0x80 + (left % 0x80));
    }
    bytes.push(...groups);
  }
  return element(TAG.oid, Buffer.from(bytes));
}

/** To the second, for years up to 2049 (RFC 5280, 4.1.2.5). */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, '').slice(2, 14);
  return element(TAG.utcTime, Buffer.from(`${digits}Z`));
}
