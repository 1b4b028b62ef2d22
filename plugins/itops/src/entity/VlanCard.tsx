import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { ItopsReadOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { Code } from '../components/entityLink';
import { Facts, Section } from '../components/frame';
import { ProblemState, SkeletonLines } from '../components/states';
import { VLAN_STATUSES, sayVlan } from '../format/ipam';
import { count } from '../format/quantity';
import { entityLabel } from '../format/words';
import { useAllPages } from '../hooks/useAllPages';
import { useLinks } from '../hooks/useLinks';
import { LiveCard } from './LiveCard';
import { useItopsId } from './useItopsId';
import styles from './ipamCards.module.css';

/** What people wrote down about a VLAN; its number may be there in several groups. */
function Recorded() {
  const { ipam } = useApi(itopsApiRef);
  const links = useLinks();
  const vid = useItopsId();
  const live = useAllPages(`vlan records ${vid}`, (page, signal) =>
    ipam.vlans({ q: vid, ...page }, { signal }),
  );
  const { data, problem } = live;
  if (problem) {
    return <ProblemState problem={problem} onRetry={live.reload} />;
  }
  if (!data) {
    return <SkeletonLines lines={2} label="Loading what is written down" />;
  }
  const records = data.filter(record => String(record.vid) === vid);
  if (records.length === 0) {
    return (
      <div>
        Nobody has written this VLAN down.{' '}
        <Link href={links.addresses({ view: 'vlans' })}>Go to the VLANs</Link>
      </div>
    );
  }
  return (
    <div className={styles.part}>
      {records.map(record => (
        <Facts
          key={record.id}
          facts={[
            {
              label: sayVlan(record),
              value: (
                <Link
                  href={links.addresses({ view: 'vlans', record: record.id })}
                  variant="body-medium"
                >
                  {record.name}
                </Link>
              ),
            },
            { label: 'Status', value: VLAN_STATUSES[record.status] },
            { label: 'Environment', value: record.environment },
            {
              label: 'Owner team',
              value: record.ownerTeam && entityLabel(record.ownerTeam),
            },
            {
              label: 'Prefixes',
              value: record.prefixes.join(', ') || 'none',
            },
            { label: 'Description', value: record.description },
          ]}
        />
      ))}
    </div>
  );
}

/** Entity card of a VLAN: guests and prefixes in it, and what is written down. */
export function VlanCard() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const load = useCallback(
    async (id: string, { asOf, signal }: ItopsReadOptions) => {
      const [addresses, guests] = await Promise.all([
        api.addresses({ asOf, limit: 1 }, { signal }),
        api.guests({ vlan: id, asOf, limit: 1 }, { signal }),
      ]);
      return {
        ...guests,
        vid: id,
        prefixes: addresses.prefixes.filter(({ vid }) => String(vid) === id),
      };
    },
    [api],
  );
  return (
    <LiveCard title="VLAN" name="vlan" load={load} behind={() => []}>
      {({ vid, prefixes, total }) => (
        <>
          <Facts
            facts={[
              { label: 'Number', value: vid },
              {
                label: 'Guests in it',
                value: (
                  <Link
                    href={links.guests({ vlan: vid })}
                    variant="body-medium"
                  >
                    {count(total, 'guest')}
                  </Link>
                ),
              },
              {
                label: 'Prefixes seen',
                value:
                  prefixes.length > 0 ? (
                    <ul className={styles.list}>
                      {prefixes.map(({ cidr, known }) => (
                        <li key={cidr}>
                          <Link
                            href={links.addresses({ prefix: cidr })}
                            variant="body-medium"
                          >
                            <Code>{cidr}</Code>
                            {`, ${count(
                              known,
                              'known address',
                              'known addresses',
                            )}`}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  ) : (
                    'none is known'
                  ),
              },
            ]}
          />
          <Section title="Written down">
            <Recorded />
          </Section>
        </>
      )}
    </LiveCard>
  );
}
