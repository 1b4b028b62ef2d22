import { GuestRow } from '@sankofa/plugin-itops-common';
import { Button, Link, VisuallyHidden } from '@backstage/ui';
import { Code, EntityLink } from '../../components/entityLink';
import { FreshnessStamp } from '../../components/freshness';
import { StateBadge, StatusChip } from '../../components/status';
import {
  DataColumn,
  findingsColumn,
  observedColumn,
  readColumns,
} from '../../components/table';
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
    observedColumn({
      id: 'status',
      label: 'Status',
      sortBy: 'status',
      width: 116,
      card: 'badge',
      render: row =>
        row.template ? (
          <StatusChip
            tone="neutral"
            label="template"
            hint="A template is never started; it is copied."
          />
        ) : (
          <StateBadge of="guest" state={row.status} />
        ),
      csv: row => (row.template ? 'template' : row.status),
    }),
    observedColumn({
      id: 'addresses',
      label: 'Addresses',
      width: 150,
      render: row => (
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
      ),
      csv: row => row.addresses.join(' '),
    }),
    observedColumn({
      id: 'node',
      label: 'Node',
      sortBy: 'node',
      width: 100,
      render: row => row.node,
      csv: row => row.node,
    }),
    observedColumn({
      id: 'vlan',
      label: 'VLAN',
      sortBy: 'vlan',
      width: 72,
      roomy: true,
      render: row => row.vlan ?? '–',
      csv: row => row.vlan,
    }),
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
    findingsColumn({
      width: 100,
      sortBy: 'findings',
      hrefOf: row => links.drift({ guest: row.id }),
      severityOf: row => row.worstSeverity ?? 'info',
      say: row => `${row.openFindings} ${row.worstSeverity ?? ''}`.trim(),
    }),
    ...readColumns<GuestRow>(165, row => (
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
    )),
  ];
}
