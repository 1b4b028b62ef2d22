import { Fragment } from 'react';
import { Link } from '@backstage/ui';
import { IpamVlanRecord } from '@sankofa/plugin-itops-common';
import { Code } from '../../../components/entityLink';
import {
  RecordKind,
  metaColumns,
  textColumn,
} from '../../../components/record';
import { textOptions } from '../../../components/table';
import { VLAN_STATUSES, sayVlan } from '../../../format/ipam';
import { entityLabel } from '../../../format/words';

/** So many prefixes of a VLAN are named in its row. */
const NAMED = 3;

/** VLANs: their number is unique in their group. */
export const vlanKind: RecordKind<IpamVlanRecord> = {
  id: 'vlans',
  nouns: ['VLAN', 'VLANs'],
  title: 'VLANs',
  placeholder: 'Search VLANs: number, name, group, owner',
  filters: [],
  filtersOf: () => [],
  columns: links => [
    textColumn({
      id: 'vid',
      label: 'VLAN',
      rowHeader: true,
      width: 110,
      card: 'head',
      text: sayVlan,
    }),
    textColumn({
      id: 'name',
      label: 'Name',
      width: 140,
      text: row => row.name,
    }),
    textColumn({
      id: 'status',
      label: 'Status',
      width: 90,
      text: row => VLAN_STATUSES[row.status],
    }),
    {
      id: 'prefixes',
      label: 'Prefixes',
      width: 190,
      render: ({ prefixes }) =>
        prefixes.length > 0 ? (
          <>
            {prefixes.slice(0, NAMED).map((cidr, index) => (
              <Fragment key={cidr}>
                {index > 0 && ', '}
                <Link
                  href={links.addresses({ view: 'prefixes', cidr })}
                  variant="body-medium"
                >
                  <Code>{cidr}</Code>
                </Link>
              </Fragment>
            ))}
            {prefixes.length > NAMED && ` and ${prefixes.length - NAMED} more`}
          </>
        ) : (
          '–'
        ),
      csv: ({ prefixes }) => prefixes.join(' '),
    },
    textColumn({
      id: 'environment',
      label: 'Environment',
      width: 110,
      roomy: true,
      text: row => row.environment,
    }),
    textColumn({
      id: 'owner',
      label: 'Owner team',
      width: 120,
      text: row => row.ownerTeam && entityLabel(row.ownerTeam),
    }),
    ...metaColumns<IpamVlanRecord>(),
  ],
  teaches:
    'Numbers and names of VLANs stand here, with the prefixes that name them. Import vlans.csv of NetBox, or write them down one by one.',
  importHref: links => links.addresses({ view: 'import' }),
  fields: [
    {
      name: 'vid',
      label: 'Number',
      as: 'number',
      required: true,
      hint: '1 to 4094.',
      blame: / is there already: /,
    },
    { name: 'name', label: 'Name', required: true },
    {
      name: 'group',
      label: 'Group',
      hint: 'In which the number is unique; empty for the one everybody means.',
    },
    {
      name: 'status',
      label: 'Status',
      as: 'choice',
      options: textOptions(VLAN_STATUSES),
      required: true,
    },
    { name: 'environment', label: 'Environment' },
    { name: 'ownerTeam', label: 'Owner team' },
    { name: 'description', label: 'Description', as: 'lines' },
  ],
  initial: { status: 'active' },
  titleOf: vlan => `${sayVlan(vlan)} ${vlan.name}`,
  nameOf: ({ name }) => name,
  deletes: ({ prefixes }) =>
    prefixes.length > 0
      ? `${prefixes.slice(0, NAMED).join(', ')} ${
          prefixes.length === 1 ? 'names it and has' : 'name it and have'
        } to be given another VLAN first.`
      : 'No prefix names it.',
  api: ({ ipam }) => ({
    list: (query, options) => ipam.vlans(query, options),
    get: (id, options) => ipam.vlan(id, options),
    create: request =>
      ipam.createVlan(request as Parameters<typeof ipam.createVlan>[0]),
    update: (seen, request) =>
      ipam.updateVlan(seen, request as Parameters<typeof ipam.updateVlan>[1]),
    delete: seen => ipam.deleteVlan(seen),
  }),
};
