import { useState } from 'react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { Link } from '@backstage/ui';
import { Finding } from '@sankofa/plugin-itops-common';
import {
  DecisionBar,
  FindingItem,
  FindingList,
} from '../../components/finding';
import { SeverityBadge } from '../../components/status';
import { count } from '../../format/quantity';
import { ruleText } from '../../format/rules';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';
import { RuleGroup } from './groupFindings';
import styles from './RuleSection.module.css';

/** Groups that are only worth tidying up start closed when they are long. */
const LONG = 8;

/** The findings of one rule, with what the rule means. */
export function RuleSection(props: {
  group: RuleGroup;
  /** Only this rule is shown: it is open whatever its size. */
  alone: boolean;
  onOpen: (finding: Finding) => void;
  onChange: (finding: Finding) => void;
}) {
  const { group, alone, onOpen, onChange } = props;
  const { rule, severity, total, findings } = group;
  const links = useLinks();
  const url = useUrlState();
  const [isOpen, setOpen] = useState(
    alone || severity !== 'info' || findings.length <= LONG,
  );
  const text = ruleText(rule);
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  const missing = total - findings.length;
  return (
    <section className={styles.group} aria-label={text.title}>
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Arrow size={18} aria-hidden="true" className={styles.arrow} />
          <span className={styles.words}>
            <span>{text.title}</span>
            <SeverityBadge severity={severity} />
            <span className={styles.total}>{count(total, 'finding')}</span>
          </span>
        </button>
      </h2>
      {isOpen && (
        <>
          {text.meaning && <p className={styles.meaning}>{text.meaning}</p>}
          <FindingList label={text.title}>
            {findings.map(finding => (
              <FindingItem
                key={finding.id}
                finding={finding}
                onOpen={onOpen}
                actions={<DecisionBar finding={finding} onChange={onChange} />}
              />
            ))}
          </FindingList>
          {missing > 0 && !alone && (
            <Link
              href={links.drift({
                rule,
                state: url.get('state'),
                asOf: url.get('asOf'),
              })}
              variant="body-small"
            >
              {`Show all ${total.toLocaleString()}`}
            </Link>
          )}
        </>
      )}
    </section>
  );
}
