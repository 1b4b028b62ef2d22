import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem, problemOf } from '../../../api/problem';
import { Section } from '../../../components/frame';
import { ProblemState } from '../../../components/states';
import { saveFile } from '../../../components/table/saveFile';
import styles from '../../../components/import/Import.module.css';

const FILES = [
  { name: 'vlans.csv', holds: 'VLANs, to be imported there first' },
  { name: 'prefixes.csv', holds: 'prefixes with their VLANs' },
  { name: 'ip-addresses.csv', holds: 'kept addresses and reservations' },
] as const;
type Name = (typeof FILES)[number]['name'];

/** All records as files that NetBox imports. */
export function ExportSection() {
  const { ipam } = useApi(itopsApiRef);
  const [busy, setBusy] = useState<Name>();
  const [failed, setFailed] = useState<{ name: Name; problem: Problem }>();
  const save = async (name: Name) => {
    setBusy(name);
    setFailed(undefined);
    try {
      saveFile(name, 'text/csv;charset=utf-8', await ipam.export(name));
    } catch (error) {
      setFailed({ name, problem: problemOf(error) });
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Section title="Export" card>
      <div className={styles.steps}>
        <div className={styles.formats}>
          {FILES.map(({ name, holds }) => (
            <div key={name} className={styles.format}>
              <Button
                size="small"
                variant="secondary"
                iconStart={<RiDownload2Line />}
                isPending={busy === name}
                isDisabled={busy !== undefined && busy !== name}
                onPress={() => save(name)}
              >
                {`Save ${name}`}
              </Button>
              <span className={styles.hint}>{holds}</span>
            </div>
          ))}
        </div>
        {failed && (
          <ProblemState
            problem={failed.problem}
            onRetry={() => save(failed.name)}
          />
        )}
      </div>
    </Section>
  );
}
