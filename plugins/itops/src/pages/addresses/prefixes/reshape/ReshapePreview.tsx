import { IpamReshapeAnswer } from '@sankofa/plugin-itops-common';
import { Code } from '../../../../components/entityLink';
import { PreviewPart } from '../../../../components/import';
import { count } from '../../../../format/quantity';
import styles from '../../../../components/import/Import.module.css';

/** What a reshaping touches: prefixes, kept addresses, and what was seen there. */
export function ReshapePreview(props: { answer: IpamReshapeAnswer }) {
  const { added, removed, moved, moves, observed, problems } = props.answer;
  const touched = [
    count(added.length, 'new prefix', 'new prefixes'),
    `${count(removed.length, 'prefix', 'prefixes')} gone`,
    `${count(moved, 'kept address', 'kept addresses')} moved`,
    `${count(observed, 'address', 'addresses')} seen inside`,
  ];
  return (
    <div className={styles.preview}>
      <p className={styles.counts} aria-live="polite">
        {problems.length > 0
          ? 'This cannot be done, for the reasons below.'
          : touched.join(' · ')}
      </p>
      <PreviewPart
        title="In the way"
        tone="danger"
        open
        total={problems.length}
        items={problems}
        render={problem => problem}
      />
      <PreviewPart
        title="New prefixes"
        total={added.length}
        items={added}
        render={cidr => <Code>{cidr}</Code>}
      />
      <PreviewPart
        title="Prefixes that go"
        tone="warning"
        open
        total={removed.length}
        items={removed}
        render={cidr => <Code>{cidr}</Code>}
      />
      <PreviewPart
        title="Kept addresses that move"
        total={moved}
        items={moves}
        render={({ address, from, to }) => (
          <>
            <Code>{address}</Code>
            {` from ${from} to ${to}`}
          </>
        )}
      />
      {problems.length === 0 && (
        <p className={styles.hint}>
          Machines keep their addresses and masks: only the records change.
        </p>
      )}
    </div>
  );
}
