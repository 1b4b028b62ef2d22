import { PageFrame } from '../../../components/frame';
import { PortViews } from '../PortViews';
import { ExportSection } from './ExportSection';
import { ImportSection } from './ImportSection';
import styles from '../../../components/import/Import.module.css';

/** Physical records as files: in with a preview, out for others. */
export function ImportView() {
  return (
    <PageFrame
      idle
      onRetry={() => {}}
      question={<PortViews current="import" />}
    >
      <div className={styles.sections}>
        <ImportSection />
        <ExportSection />
      </div>
    </PageFrame>
  );
}
