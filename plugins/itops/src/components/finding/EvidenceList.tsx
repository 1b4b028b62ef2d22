import { Finding } from '@sankofa/plugin-itops-common';
import { absoluteTime } from '../../format/time';
import { Moment } from '../clock';
import { Code } from '../entityLink';
import { LONG_LIST } from '../grid';
import styles from './EvidenceList.module.css';
import { EvidenceSource } from './EvidenceSource';
import { LongEvidence } from './LongEvidence';

/** What a finding rests on: who said what, where, and when. */
export function EvidenceList(props: { evidence: Finding['evidence'] }) {
  if (props.evidence.length === 0) {
    return <p className={styles.none}>No evidence was kept.</p>;
  }
  if (props.evidence.length > LONG_LIST) {
    return <LongEvidence evidence={props.evidence} />;
  }
  return (
    <ol className={styles.list}>
      {props.evidence.map((item, index) => (
        <li key={index} className={styles.item}>
          <div className={styles.claim}>{item.claim}</div>
          {item.value !== undefined && item.value !== '' && (
            <div>
              <Code>{item.value}</Code>
            </div>
          )}
          <div className={styles.origin}>
            <EvidenceSource sourceId={item.sourceId} />
            {item.locator && <Code>{item.locator}</Code>}
            {item.collectedAt && (
              <span>
                <Moment at={item.collectedAt} /> (
                {absoluteTime(item.collectedAt)})
              </span>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
