import { ConnectorError, readRegularFile } from '@sankofa/plugin-itops-node';
import { RecordedFiles } from '../config';
import { NodeOutput, Printed } from './NodeOutput';

const MAX_BYTES = 16 * 1024 * 1024;

interface Recording {
  printed: Printed;
  modifiedAt?: number;
}

async function readOne(
  path: string,
  maxAgeMs: number | undefined,
  signal: AbortSignal,
): Promise<Recording> {
  const { bytes, modifiedAt } = await readRegularFile(path, {
    maxBytes: MAX_BYTES,
    signal,
  });
  const age = Date.now() - modifiedAt;
  if (maxAgeMs !== undefined && age > maxAgeMs) {
    throw new ConnectorError(
      'invalid-answer',
      `${path} was written ${new Date(
        modifiedAt,
      ).toISOString()}, longer ago than maxAge: does the job that writes it still run?`,
    );
  }
  const text = bytes.toString('utf8');
  if (text.trim() === '') {
    // A redirection empties the file before the program behind it fails.
    throw new ConnectorError(
      'invalid-answer',
      `${path} is empty: a node that is on has neighbours and links. Did the command that writes it fail?`,
    );
  }
  return { printed: { text, locator: path }, modifiedAt };
}

async function tryOne(
  ...input: Parameters<typeof readOne>
): Promise<Recording> {
  try {
    return await readOne(...input);
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { printed: { failure: error } };
    }
    throw error;
  }
}

/** What a node printed some time ago, from files. */
export async function readRecorded(
  { file, linksFile, maxAgeMs }: RecordedFiles,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<NodeOutput> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const [neighbours, links] = await Promise.all([
    tryOne(file, maxAgeMs, limit),
    linksFile === undefined ? undefined : tryOne(linksFile, maxAgeMs, limit),
  ]);
  const times = [neighbours.modifiedAt, links?.modifiedAt].filter(
    time => time !== undefined,
  );
  return {
    neighbours: neighbours.printed,
    ...(links && { links: links.printed }),
    ...(times.length > 0 && {
      recordedAt: new Date(Math.min(...times)).toISOString(),
    }),
  };
}
