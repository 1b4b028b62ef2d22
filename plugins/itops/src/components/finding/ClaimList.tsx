import { Link } from '@backstage/ui';
import { ClaimView } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { claimKind, sourceName } from '../../format/words';
import { Code } from '../entityLink';
import { FreshnessStamp, Observed } from '../freshness';
import styles from './EvidenceList.module.css';

/** Every statement about an address, or about the addresses of a guest. */
export function ClaimList(props: {
  claims: ClaimView[];
  /** Names the address of each claim, where there are several. */
  showAddress?: boolean;
}) {
  const { claims, showAddress } = props;
  const links = useLinks();
  if (claims.length === 0) {
    return <p className={styles.none}>Nobody claims this address.</p>;
  }
  return (
    <ul className={styles.list}>
      {claims.map((claim, index) => (
        <li key={index} className={styles.item}>
          <div className={styles.claim}>
            <Observed label={claim.freshness}>
              {showAddress && (
                <>
                  <Code>{claim.address}</Code>
                  {' · '}
                </>
              )}
              {claim.label}
            </Observed>
          </div>
          <div className={styles.origin}>
            <span>{claimKind(claim.kind)}</span>
            <Link
              href={links.sources({ source: claim.sourceId })}
              variant="body-small"
            >
              {sourceName(claim.sourceId)}
            </Link>
            {claim.locator && <Code>{claim.locator}</Code>}
            <FreshnessStamp label={claim.freshness} />
          </div>
        </li>
      ))}
    </ul>
  );
}
