import { RiDownload2Line } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { bytes } from '../../format/quantity';
import { saveFile } from '../table/saveFile';
import styles from './Import.module.css';

/** A file that can be saved, with its size. */
export function SavedFile(props: { name: string; text: string }) {
  const { name, text } = props;
  return (
    <li className={styles.file}>
      <span className={styles.fileName}>{name}</span>
      <span className={styles.hint}>{bytes(new Blob([text]).size)}</span>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownload2Line />}
        aria-label={`Save ${name}`}
        onPress={() => saveFile(name, 'text/csv;charset=utf-8', text)}
      >
        Save
      </Button>
    </li>
  );
}
