import { auditRowSchema } from '@sankofa/plugin-itops-common';
import { z } from 'zod';
import { LedgerRow, Seal } from './ledger';

const sealSchema = z.object({
  number: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

const rowSchema = auditRowSchema.extend({ seal: sealSchema.optional() });

const lineSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ledger'),
    version: z.literal(1),
    exportedAt: z.string(),
  }),
  z.object({ type: z.literal('row'), row: rowSchema }),
  z.object({
    type: z.literal('head'),
    seal: sealSchema.nullable(),
    rows: z.number().int().nonnegative(),
  }),
]);
type Line = z.infer<typeof lineSchema>;

const lineOf = (line: Line) => `${JSON.stringify(line)}\n`;

/** The first line of an export. @public */
export function ledgerHeadLine(exportedAt: string): string {
  return lineOf({ type: 'ledger', version: 1, exportedAt });
}

/** The line of one row. @public */
export function ledgerRowLine(row: LedgerRow): string {
  return lineOf({ type: 'row', row });
}

/** The last line: the newest seal and how many rows there are. @public */
export function ledgerEndLine(seal: Seal | undefined, rows: number): string {
  return lineOf({ type: 'head', seal: seal ?? null, rows });
}

/**
 * Reads one line of an export.
 *
 * @throws SyntaxError, ZodError when it is none
 * @public
 */
export function parseLedgerLine(text: string): Line {
  return lineSchema.parse(JSON.parse(text));
}

/**
 * An anchor as people keep it: `128:9f86d0…`, the number of a seal and its hash.
 *
 * @returns undefined when the text is none
 * @public
 */
export function parseAnchor(text: string): Seal | undefined {
  const match = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim());
  return match ? { number: Number(match[1]), hash: match[2] } : undefined;
}

/** The text of {@link parseAnchor}. @public */
export function anchorText({ number, hash }: Seal): string {
  return `${number}:${hash}`;
}
