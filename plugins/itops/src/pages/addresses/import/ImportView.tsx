import { PageFrame } from '../../../components/frame';
import { AddressViews } from '../AddressViews';
import { ExportSection } from './ExportSection';
import { ImportSection } from './ImportSection';
import styles from '../../../components/import/Import.module.css';

/** NetBox's files of VLANs, prefixes and addresses: in with a preview, and out. */
export function ImportView() {
  return (
    <PageFrame
      idle
      onRetry={() => {}}
      question={<AddressViews current="import" />}
    >
      <div className={styles.sections}>
        <ImportSection />
        <ExportSection />
      </div>
    </PageFrame>
  );
}
