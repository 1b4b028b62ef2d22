import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { PortExport } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Section } from '../../../components/frame';
import { SavedFile } from '../../../components/import';
import { ProblemState, SkeletonLines } from '../../../components/states';
import { useLive } from '../../../hooks/useLive';
import { Format } from './usePortImport';
import styles from '../../../components/import/Import.module.css';

const FORMATS: { format: Format; label: string; hint: string }[] = [
  {
    format: 'csv',
    label: 'Export as CSV',
    hint: 'to be changed in a spreadsheet and imported again',
  },
  {
    format: 'netbox',
    label: 'Export for NetBox',
    hint: 'its bulk-import tables; import them there in this order',
  },
];

/** All records as files of a format, to be saved one by one. */
function ExportedFiles(props: { format: Format }) {
  const { format } = props;
  const api = useApi(itopsApiRef);
  const live = useLive<PortExport>(`export ${format}`, signal =>
    api.portRecords.export(format, { signal }),
  );
  const { data, problem } = live;
  if (problem) {
    return <ProblemState problem={problem} onRetry={live.reload} />;
  }
  if (!data || live.outdated) {
    return <SkeletonLines lines={3} label="Writing the files" />;
  }
  return (
    <>
      <ul className={styles.files} aria-label="Files to save">
        {data.files.map(({ name, text }) => (
          <SavedFile key={name} name={name} text={text} />
        ))}
      </ul>
      {data.notes.length > 0 && (
        <ul className={styles.rows} aria-label="Notes on the export">
          {data.notes.map(({ file, message }) => (
            <li key={`${file} ${message}`} className={styles.row}>
              {`${file}: ${message}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Records out, for a spreadsheet or for NetBox. */
export function ExportSection() {
  const [format, setFormat] = useState<Format>();
  return (
    <Section title="Export" card>
      <div className={styles.steps}>
        <div className={styles.formats}>
          {FORMATS.map(({ format: of, label, hint }) => (
            <div key={of} className={styles.format}>
              <Button
                size="small"
                variant="secondary"
                onPress={() => setFormat(of)}
              >
                {label}
              </Button>
              <span className={styles.hint}>{hint}</span>
            </div>
          ))}
        </div>
        {format && <ExportedFiles key={format} format={format} />}
      </div>
    </Section>
  );
}
