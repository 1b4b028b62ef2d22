import { SourceView } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { FreshnessStamp } from '../../components/freshness';
import { count } from '../../format/quantity';
import styles from './SourceCard.module.css';

/** More than these are counted, not listed. */
const LISTED = 20;

/** The parts of a source that are not fresh, worst first, each with its reason. */
export function TroubledScopes(props: { source: SourceView }) {
  const { troubled, troubledScopes, scopes } = props.source;
  if (troubled === 0) {
    return null;
  }
  const rest = troubled - Math.min(LISTED, troubledScopes.length);
  return (
    <details className={styles.history} open={troubled <= 5}>
      <summary>{`${count(troubled, 'part')} of ${scopes} not fresh`}</summary>
      <ul className={styles.runs}>
        {troubledScopes.slice(0, LISTED).map(scope => (
          <li key={`${scope.pass} ${scope.scope}`} className={styles.scope}>
            <Code>{scope.scope}</Code>
            <span>
              <FreshnessStamp label={scope} />
            </span>
            <span className={styles.outcome}>
              {scope.message ?? scope.reason}
            </span>
          </li>
        ))}
        {rest > 0 && <li>{`and ${rest} more`}</li>}
      </ul>
    </details>
  );
}
