import { PortImportRequest } from '@sankofa/plugin-itops-common';

export type ImportFile = PortImportRequest['files'][number];

/** A file that cannot be imported, with the remedy. */
export class UnreadableFile extends Error {}

function bytesOf(file: File): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () =>
      reject(
        new UnreadableFile(
          `${file.name} cannot be read: ${reader.error?.message}. Choose it again.`,
        ),
      );
    reader.readAsArrayBuffer(file);
  });
}

/**
 * The text of a chosen file. Another encoding than UTF-8 would be taken for
 * other letters, so it is refused.
 *
 * @throws UnreadableFile
 */
export async function readFile(file: File): Promise<ImportFile> {
  const bytes = await bytesOf(file);
  try {
    // The server takes a byte order mark off, and counts lines with it there.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { name: file.name, text: decoder.decode(bytes) };
  } catch (error) {
    throw new UnreadableFile(
      `${file.name} is not UTF-8 text (${
        (error as Error).message
      }). Save it as “CSV UTF-8” and choose it again.`,
    );
  }
}

/**
 * What headings mean, one on a line: `Nazwa = name`.
 *
 * @throws UnreadableFile that names the line
 */
export function readWords(text: string): Record<string, string> {
  const words: Record<string, string> = {};
  text.split('\n').forEach((line, index) => {
    if (line.trim()) {
      const [, word, meaning] = /^(.+?)\s*=\s*(.+)$/.exec(line.trim()) ?? [];
      if (!word) {
        throw new UnreadableFile(
          `Line ${index + 1} of the words is not “heading = meaning”.`,
        );
      }
      words[word] = meaning;
    }
  });
  return words;
}
