import { GuestRow } from '@sankofa/plugin-itops-common';
import { Button, Link, VisuallyHidden } from '@backstage/ui';
import { Code, EntityLink } from '../../components/entityLink';
import { FreshnessStamp, Observed } from '../../components/freshness';
import { SeverityBadge, StateBadge, StatusChip } from '../../components/status';
import { DataColumn } from '../../components/table';
import { entityLabel, guestType } from '../../format/words';
import { Links } from '../../hooks/useLinks';
import styles from './guestColumns.module.css';

/** How many addresses a cell shows before it counts the rest. */
const ADDRESSES_SHOWN = 2;

/** The columns of the guests table. */
export function guestColumns(
  links: Links,
  onEvidence: (row: GuestRow) => void,
): DataColumn<GuestRow>[] {
  return [
    {
      id: 'vmid',
      label: 'VMID',
      sortBy: 'vmid',
      width: 66,
      card: 'none',
      render: row => <Code>{row.vmid}</Code>,
      csv: row => row.vmid,
    },
    {
      id: 'name',
      label: 'Name',
      sortBy: 'name',
      rowHeader: true,
      width: 170,
      card: 'head',
      render: row => (
        <span className={styles.name}>
          {row.name ?? <em>no name</em>}
          <span className={styles.vmidOnCard}> {row.vmid}</span>
        </span>
      ),
      csv: row => row.name,
    },
    {
      id: 'status',
      label: 'Status',
      sortBy: 'status',
      width: 116,
      card: 'badge',
      render: row => (
        <Observed label={row.freshness} quiet>
          {row.template ? (
            <StatusChip
              tone="neutral"
              label="template"
              hint="A template is never started; it is copied."
            />
          ) : (
            <StateBadge of="guest" state={row.status} />
          )}
        </Observed>
      ),
      csv: row => (row.template ? 'template' : row.status),
    },
    {
      id: 'addresses',
      label: 'Addresses',
      width: 150,
      render: row => (
        <Observed label={row.freshness} quiet>
          <span className={styles.addresses}>
            {row.addresses.length === 0 && <span>none known</span>}
            {row.addresses.slice(0, ADDRESSES_SHOWN).map(address => (
              <Link
                key={address}
                href={links.addresses({ address })}
                variant="body-medium"
                standalone
              >
                <Code>{address}</Code>
              </Link>
            ))}
            {row.addresses.length > ADDRESSES_SHOWN && (
              <span title={row.addresses.slice(ADDRESSES_SHOWN).join('\n')}>
                {`+${row.addresses.length - ADDRESSES_SHOWN}`}
              </span>
            )}
          </span>
        </Observed>
      ),
      csv: row => row.addresses.join(' '),
    },
    {
      id: 'node',
      label: 'Node',
      sortBy: 'node',
      width: 100,
      render: row => (
        <Observed label={row.freshness} quiet>
          {row.node}
        </Observed>
      ),
      csv: row => row.node,
    },
    {
      id: 'vlan',
      label: 'VLAN',
      sortBy: 'vlan',
      width: 72,
      roomy: true,
      render: row => (
        <Observed label={row.freshness} quiet>
          {row.vlan ?? '–'}
        </Observed>
      ),
      csv: row => row.vlan,
    },
    {
      id: 'owner',
      label: 'Owner',
      sortBy: 'owner',
      width: 120,
      render: row =>
        row.ownerRef ? <EntityLink entityRef={row.ownerRef} /> : 'nobody known',
      csv: row => row.ownerRef && entityLabel(row.ownerRef),
    },
    {
      id: 'type',
      label: 'Type',
      sortBy: 'type',
      width: 92,
      roomy: true,
      card: 'none',
      render: row => guestType(row.type),
      csv: row => guestType(row.type),
    },
    {
      id: 'declared',
      label: 'Declared',
      width: 92,
      roomy: true,
      render: row => (row.declared ? 'yes' : 'no'),
      csv: row => (row.declared ? 'yes' : 'no'),
    },
    {
      id: 'findings',
      label: 'Findings',
      sortBy: 'findings',
      width: 100,
      render: row =>
        row.openFindings > 0 ? (
          <Link href={links.drift({ guest: row.id })} standalone>
            <SeverityBadge
              severity={row.worstSeverity ?? 'info'}
              label={`${row.openFindings} ${row.worstSeverity ?? ''}`.trim()}
            />
          </Link>
        ) : (
          '–'
        ),
      csv: row => row.openFindings,
    },
    {
      id: 'read',
      label: 'Read',
      width: 165,
      render: row => (
        <Button
          size="small"
          variant="tertiary"
          className={styles.evidence}
          onPress={() => onEvidence(row)}
        >
          <FreshnessStamp label={row.freshness} />
          <VisuallyHidden>
            {`, evidence for ${row.vmid} ${row.name ?? ''}`}
          </VisuallyHidden>
        </Button>
      ),
      csv: row => row.freshness.collectedAt,
    },
    {
      id: 'freshness',
      label: 'Freshness',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.freshness.freshness,
    },
  ];
}
