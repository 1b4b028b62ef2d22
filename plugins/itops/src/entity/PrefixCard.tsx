import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { ItopsReadOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { Code } from '../components/entityLink';
import { Facts, Section } from '../components/frame';
import { PrefixFacts, PrefixUse } from '../components/prefix';
import { ProblemState, SkeletonLines } from '../components/states';
import { StateCounts } from '../components/status';
import { sayVlan } from '../format/ipam';
import { count } from '../format/quantity';
import { ADDRESS_STATES } from '../format/words';
import { useLinks } from '../hooks/useLinks';
import { useLive } from '../hooks/useLive';
import { LiveCard } from './LiveCard';
import { useItopsId } from './useItopsId';
import styles from './ipamCards.module.css';

/** The records around and inside a prefix come in the order of the tree. */
const ENOUGH = 100;

/** What people wrote down about a prefix, beside what is seen of it. */
function Planned() {
  const { ipam } = useApi(itopsApiRef);
  const links = useLinks();
  const cidr = useItopsId();
  const live = useLive(`planned ${cidr}`, async signal => {
    const page = await ipam.prefixes({ q: cidr, limit: ENOUGH }, { signal });
    return { prefix: page.items.find(known => known.cidr === cidr) };
  });
  const { data, problem } = live;
  if (problem) {
    return <ProblemState problem={problem} onRetry={live.reload} />;
  }
  if (!data) {
    return <SkeletonLines lines={3} label="Loading what is planned" />;
  }
  if (!data.prefix) {
    return (
      <div>
        Nobody has written this prefix down, so no address of it can be given
        away.{' '}
        <Link href={links.addresses({ view: 'prefixes' })}>
          Go to the prefixes
        </Link>
      </div>
    );
  }
  return (
    <div className={styles.part}>
      <PrefixUse prefix={data.prefix} />
      <PrefixFacts prefix={data.prefix} />
      <Link href={links.addresses({ view: 'prefixes', block: data.prefix.id })}>
        Address by address
      </Link>
    </div>
  );
}

/** Entity card of a prefix: the addresses known inside, and what is planned. */
export function PrefixCard() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const navigate = useNavigate();
  const cidr = useItopsId();
  const load = useCallback(
    async (id: string, { asOf, signal }: ItopsReadOptions) => {
      const page = await api.addresses(
        { prefix: id, asOf, limit: 1 },
        { signal },
      );
      return { ...page, row: page.prefixes.find(row => row.cidr === id) };
    },
    [api],
  );
  return (
    <LiveCard title="Prefix" name="prefix" load={load} behind={() => []}>
      {({ row, counts, total }) => (
        <>
          {row ? (
            <Facts
              facts={[
                { label: 'Prefix', value: <Code>{row.cidr}</Code> },
                { label: 'Name', value: row.name },
                {
                  label: 'VLAN',
                  value: row.vid ? sayVlan({ vid: row.vid }) : 'unknown',
                },
                {
                  label: 'Gateway',
                  value: row.gateway ? <Code>{row.gateway}</Code> : 'unknown',
                },
                {
                  label: 'Known addresses',
                  value: (
                    <Link
                      href={links.addresses({ prefix: cidr })}
                      variant="body-medium"
                    >
                      {count(total, 'address', 'addresses')}
                    </Link>
                  ),
                },
              ]}
            />
          ) : (
            <div>No source tells of this prefix now.</div>
          )}
          {total > 0 && (
            <StateCounts
              of="address"
              label="Addresses by state"
              states={Object.keys(ADDRESS_STATES)}
              byState={counts.byState}
              chosen={undefined}
              onChoose={state =>
                navigate(links.addresses({ prefix: cidr, state }))
              }
            />
          )}
          <Section title="Written down">
            <Planned />
          </Section>
        </>
      )}
    </LiveCard>
  );
}
