import { useState } from 'react';
import { RiFileCopyLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import styles from './PatchSection.module.css';

/** Puts a text into the clipboard, and says whether that worked. */
export function CopyButton(props: { text: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(props.text).then(
      () => setSaid('Copied.'),
      () => setSaid('The browser did not let it be copied: download it.'),
    );
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiFileCopyLine />}
        onPress={copy}
      >
        Copy
      </Button>
      <span aria-live="polite" className={styles.said}>
        {said}
      </span>
    </>
  );
}
