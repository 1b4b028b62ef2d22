import { IpamReshapeAnswer } from '@sankofa/plugin-itops-common';
import { Code } from '../../../../components/entityLink';
import { PreviewPart } from '../../../../components/import';
import { count } from '../../../../format/quantity';
import styles from '../../../../components/import/Import.module.css';

/** What a reshaping touches: prefixes, kept addresses, and what was seen there. */
export function ReshapePreview(props: { answer: IpamReshapeAnswer }) {
  const { added, removed, moved, moves, observed, problems } = props.answer;
  const touched = [
    added.length > 0 && count(added.length, 'new prefix', 'new prefixes'),
    removed.length > 0 && count(removed.length, 'prefix goes', 'prefixes go'),
    moved > 0 && count(moved, 'kept address moves', 'kept addresses move'),
    `${count(observed, 'address', 'addresses')} seen inside`,
  ].filter(Boolean);
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
