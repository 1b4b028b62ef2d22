import { DragEvent, useId, useState } from 'react';
import { RiCloseLine, RiFileTextLine } from '@remixicon/react';
import { ButtonIcon } from '@backstage/ui';
import { count } from '../../format/quantity';
import { ImportFile } from './readFiles';
import styles from './Import.module.css';

const linesOf = ({ text }: ImportFile) =>
  text.split(/\r\n|\r|\n/).filter(line => line.trim()).length;

/** Files to import, from the picker or dropped here. */
export function FileChoice(props: {
  files: ImportFile[];
  /** Names of the files that belong together. */
  expected: string;
  isDisabled: boolean;
  onChoose: (files: File[]) => void;
  onRemove: (name: string) => void;
}) {
  const { files, expected, isDisabled, onChoose, onRemove } = props;
  const [isOver, setIsOver] = useState(false);
  const id = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!isDisabled) {
      onChoose([...event.dataTransfer.files]);
    }
  };
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={event => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id} className={styles.dropLabel}>
        Drop files here, or choose them
      </label>
      <input
        id={id}
        type="file"
        multiple
        accept=".csv,.txt,.tsv,text/csv"
        className={styles.picker}
        disabled={isDisabled}
        aria-describedby={`${id}-hint`}
        onChange={event => {
          onChoose([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was mended.
          event.target.value = '';
        }}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {expected}
      </p>
      {files.length > 0 && (
        <ul className={styles.files} aria-label="Chosen files">
          {files.map(file => (
            <li key={file.name} className={styles.file}>
              <RiFileTextLine size="1.1em" aria-hidden="true" />
              <span className={styles.fileName}>{file.name}</span>
              <span className={styles.hint}>
                {count(linesOf(file), 'line')}
              </span>
              <ButtonIcon
                size="small"
                variant="tertiary"
                icon={<RiCloseLine />}
                aria-label={`Leave out ${file.name}`}
                isDisabled={isDisabled}
                onPress={() => onRemove(file.name)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
