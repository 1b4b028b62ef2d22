import { CSSProperties } from 'react';
import { Link } from '@backstage/ui';
import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { Code } from '../../../components/entityLink';
import { Section } from '../../../components/frame';
import { PrefixUse } from '../../../components/prefix';
import { count } from '../../../format/quantity';
import { useLinks } from '../../../hooks/useLinks';
import { useUrlState } from '../../../hooks/useUrlState';
import styles from './PrefixTree.module.css';

/** Deeper prefixes are not drawn further in: there would be no room for them. */
const MAX_INDENT = 6;

/** All prefixes, each inside the one around it, with how full they are. */
export function PrefixTree(props: {
  prefixes: IpamPrefixRecord[];
  chosen: string | undefined;
}) {
  const { prefixes, chosen } = props;
  const links = useLinks();
  const asOf = useUrlState().get('asOf');
  return (
    <Section
      title="Prefixes"
      aside={count(prefixes.length, 'prefix', 'prefixes')}
    >
      <ul className={styles.tree} aria-label="Prefixes">
        {prefixes.map(prefix => (
          <li
            key={prefix.id}
            className={styles.row}
            data-chosen={prefix.id === chosen || undefined}
            style={
              { '--depth': Math.min(prefix.depth, MAX_INDENT) } as CSSProperties
            }
          >
            <div className={styles.head}>
              <Link
                href={links.addresses({
                  view: 'prefixes',
                  block: prefix.id,
                  asOf,
                })}
                variant="body-medium"
                aria-current={prefix.id === chosen ? 'true' : undefined}
              >
                <Code>{prefix.cidr}</Code>
              </Link>
              <span>{prefix.name}</span>
              {prefix.vlan && <span>{`VLAN ${prefix.vlan.vid}`}</span>}
              {prefix.status !== 'active' && <span>{prefix.status}</span>}
            </div>
            <PrefixUse prefix={prefix} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
