import { useEffect, useRef, useState } from 'react';
import { RiDownload2Line } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { problemOf } from '../../api/problem';
import { CsvPage, collectCsv } from './collectCsv';
import { DataColumn } from './columns';
import { saveFile } from './saveFile';

/** Saves every row that matches the filters, not only the page in view. */
export function CsvButton<T>(props: {
  fileName: string;
  columns: DataColumn<T>[];
  load: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<CsvPage<T>>;
  isDisabled?: boolean;
}) {
  const { fileName, columns, load, isDisabled } = props;
  const toastApi = useApi(toastApiRef);
  const [progress, setProgress] = useState<string>();
  const attempt = useRef<AbortController>(undefined);
  useEffect(() => () => attempt.current?.abort(), []);

  const save = async () => {
    const controller = new AbortController();
    attempt.current = controller;
    setProgress('Preparing…');
    try {
      const text = await collectCsv(
        columns,
        cursor => load(cursor, controller.signal),
        (rows, total) =>
          setProgress(
            total === undefined
              ? `${rows.toLocaleString()}…`
              : `${rows.toLocaleString()} of ${total.toLocaleString()}…`,
          ),
      );
      if (!controller.signal.aborted) {
        saveFile(fileName, 'text/csv;charset=utf-8', text);
      }
    } catch (error) {
      if (!controller.signal.aborted) {
        const { title, remedy } = problemOf(error);
        toastApi.post({
          title: `The file was not saved. ${title}`,
          description: remedy,
          status: 'danger',
        });
      }
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiDownload2Line />}
      isDisabled={isDisabled || progress !== undefined}
      onPress={save}
    >
      {progress ?? 'CSV'}
    </Button>
  );
}
