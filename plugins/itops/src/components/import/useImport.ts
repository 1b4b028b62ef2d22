import { useEffect, useRef, useState } from 'react';
import { Problem, problemOf } from '../../api/problem';
import { ImportFile, UnreadableFile, readFile, readWords } from './readFiles';

/** What takes a while, and since when. */
export interface Work {
  what: 'reading' | 'comparing' | 'writing';
  since: number;
}

/** What is sent to be compared. */
export interface ImportInput {
  files: ImportFile[];
  /** Headings and choices, and what they mean. */
  words: Record<string, string>;
  /** Keys of the conflicts that the files win. */
  accept: string[];
}

export interface ImportOptions<T extends { previewHash: string }> {
  /** Choices beside the files: a preview holds for these only. */
  choices: readonly string[];
  preview: (input: ImportInput, signal: AbortSignal) => Promise<T>;
  /** Writes what the preview says: all of it, or nothing. */
  write: (input: ImportInput, previewHash: string) => Promise<T>;
  /** "physical records" */
  what: string;
  /** Name of the permission that importing needs. */
  permission: string;
}

export interface ImportState<T> {
  files: ImportFile[];
  words: string;
  work: Work | undefined;
  problem: Problem | undefined;
  preview: T | undefined;
  /** What was written. */
  done: T | undefined;
  choose: (chosen: File[]) => Promise<void>;
  remove: (name: string) => void;
  setWords: (words: string) => void;
  /** Compares the files with the records; writes nothing. */
  compare: () => Promise<void>;
  /** Lets the files win these conflicts, or not; compares again. */
  accept: (keys: string[], isAccepted: boolean) => Promise<void>;
  apply: () => Promise<void>;
  cancel: () => void;
  restart: () => void;
}

function sayProblem(
  thrown: unknown,
  { what, permission }: { what: string; permission: string },
): Problem {
  if (thrown instanceof UnreadableFile) {
    return { kind: 'invalid', title: thrown.message, remedy: '' };
  }
  const problem = problemOf(thrown);
  switch (problem.kind) {
    case 'conflict':
      return {
        ...problem,
        title:
          'This is not what the preview said any more; nothing was written.',
        remedy:
          'Somebody changed the records in between. Look at a new preview.',
      };
    case 'forbidden':
      return {
        ...problem,
        title: `You may not import ${what}.`,
        remedy: `Ask the IT platform team for the permission ${permission}.`,
      };
    case 'invalid':
      return {
        ...problem,
        title: 'These files cannot be imported as they are.',
        remedy: 'Mend what the server names, then choose them again.',
      };
    default:
      return problem;
  }
}

/** An import from the choice of files to what was written. */
export function useImport<T extends { previewHash: string }>(
  options: ImportOptions<T>,
): ImportState<T> {
  const [files, setFiles] = useState<ImportFile[]>([]);
  const [words, setWords] = useState('');
  const [work, setWork] = useState<Work>();
  const [problem, setProblem] = useState<Problem>();
  const [compared, setCompared] = useState<{ question: string; answer: T }>();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<T>();
  const attempt = useRef<AbortController>(undefined);
  useEffect(() => () => attempt.current?.abort(), []);

  const question = JSON.stringify([
    options.choices,
    words,
    files.map(f => f.name),
  ]);
  const preview = compared?.question === question ? compared.answer : undefined;

  const run = async (
    what: Work['what'],
    act: (signal: AbortSignal) => Promise<void>,
  ) => {
    attempt.current?.abort();
    const controller = new AbortController();
    attempt.current = controller;
    setWork({ what, since: Date.now() });
    setProblem(undefined);
    try {
      await act(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        setProblem(sayProblem(error, options));
      }
    } finally {
      if (attempt.current === controller) {
        setWork(undefined);
      }
    }
  };
  const inputOf = (keys: ReadonlySet<string>): ImportInput => ({
    files,
    accept: [...keys],
    words: readWords(words),
  });
  const compare = (keys: ReadonlySet<string>) =>
    run('comparing', async signal => {
      const answer = await options.preview(inputOf(keys), signal);
      if (!signal.aborted) {
        setCompared({ question, answer });
        setAccepted(keys);
      }
    });
  const change = (next: ImportFile[]) => {
    attempt.current?.abort();
    setFiles(next);
    setCompared(undefined);
    setAccepted(new Set());
    setProblem(undefined);
    setDone(undefined);
  };
  return {
    files,
    words,
    work,
    problem,
    preview,
    done,
    setWords,
    choose: chosen =>
      run('reading', async signal => {
        const read = await Promise.all(chosen.map(readFile));
        if (!signal.aborted) {
          const names = new Set(read.map(({ name }) => name));
          setDone(undefined);
          setCompared(undefined);
          setAccepted(new Set());
          setFiles(now => [...now.filter(f => !names.has(f.name)), ...read]);
        }
      }),
    remove: name => change(files.filter(file => file.name !== name)),
    compare: () => compare(accepted),
    accept: (keys, isAccepted) => {
      const next = new Set(accepted);
      keys.forEach(key => (isAccepted ? next.add(key) : next.delete(key)));
      return compare(next);
    },
    apply: () =>
      run('writing', async signal => {
        const { previewHash } = preview!;
        const written = await options.write(inputOf(accepted), previewHash);
        if (!signal.aborted) {
          setDone(written);
          setFiles([]);
          setCompared(undefined);
        }
      }),
    cancel: () => {
      attempt.current?.abort();
      attempt.current = undefined;
      setWork(undefined);
    },
    restart: () => change([]),
  };
}
