import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { PortImportAnswer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem, problemOf } from '../../../api/problem';
import { ImportFile, UnreadableFile, readFile, readWords } from './readFiles';

export type Format = 'csv' | 'netbox';
export type Mode = 'merge' | 'replace';

/** What takes a while, and since when. */
export interface Work {
  what: 'reading' | 'comparing' | 'writing';
  since: number;
}

export interface ImportState {
  files: ImportFile[];
  words: string;
  work: Work | undefined;
  problem: Problem | undefined;
  preview: PortImportAnswer | undefined;
  /** What was written. */
  done: PortImportAnswer | undefined;
  choose: (chosen: File[]) => Promise<void>;
  remove: (name: string) => void;
  setWords: (words: string) => void;
  /** Compares the files with the records; writes nothing. */
  compare: () => Promise<void>;
  /** Lets the files win these conflicts, or not; compares again. */
  accept: (keys: string[], isAccepted: boolean) => Promise<void>;
  /** Writes what the preview says: all of it, or nothing. */
  apply: () => Promise<void>;
  cancel: () => void;
  restart: () => void;
}

function sayProblem(thrown: unknown): Problem {
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
        title: 'You may not import physical records.',
        remedy:
          'Ask the IT platform team for the permission itops.port.update.',
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
export function useImport(format: Format, mode: Mode): ImportState {
  const { portRecords } = useApi(itopsApiRef);
  const [files, setFiles] = useState<ImportFile[]>([]);
  const [words, setWords] = useState('');
  const [work, setWork] = useState<Work>();
  const [problem, setProblem] = useState<Problem>();
  const [compared, setCompared] = useState<{
    question: string;
    answer: PortImportAnswer;
  }>();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<PortImportAnswer>();
  const attempt = useRef<AbortController>(undefined);
  useEffect(() => () => attempt.current?.abort(), []);

  // A preview holds for these files, this format and this mode only.
  const question = JSON.stringify([
    format,
    mode,
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
        setProblem(sayProblem(error));
      }
    } finally {
      if (attempt.current === controller) {
        setWork(undefined);
      }
    }
  };
  const requestOf = (keys: ReadonlySet<string>) => ({
    format,
    mode,
    files,
    accept: [...keys],
    words: readWords(words),
  });
  const compare = (keys: ReadonlySet<string>) =>
    run('comparing', async signal => {
      const answer = await portRecords.previewImport(requestOf(keys), {
        signal,
      });
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
        const written = await portRecords.import({
          ...requestOf(accepted),
          previewHash,
        });
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
