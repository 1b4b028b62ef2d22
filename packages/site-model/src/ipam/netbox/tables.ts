import { NetboxTable } from '../../portmap/netbox/tables';

const list = (text: string) => text.split(',');

/** Labels of NetBox's own CSV export (netbox/ipam/tables), in lower case. */
const LABELS = {
  mandant: 'tenant',
  rolle: 'role',
  beschreibung: 'description',
  kommentare: 'comments',
};

/**
 * The CSV tables of NetBox 4.6.8 that address management reads: headings of its
 * import forms (netbox/ipam/forms/bulk_import.py).
 */
export const IPAM_TABLES = {
  vlans: {
    name: 'vlans',
    headings: list(
      'site,group,vid,name,tenant,status,role,description,qinq_role,qinq_svlan,owner,comments,tags',
    ),
    kept: list('group,vid,name,tenant,status,role,description'),
    needed: [['vid']],
    labels: { ...LABELS, gruppe: 'group' },
  },
  prefixes: {
    name: 'prefixes',
    headings: list(
      'prefix,vrf,tenant,vlan_group,vlan_site,vlan,status,role,scope_type,scope_name,scope_id,is_pool,mark_utilized,description,owner,comments,tags',
    ),
    kept: list(
      'prefix,vrf,tenant,vlan_group,vlan,status,role,description,comments',
    ),
    needed: [['prefix']],
    labels: { ...LABELS, präfix: 'prefix' },
  },
  addresses: {
    name: 'ip-addresses',
    headings: list(
      'address,vrf,tenant,status,role,device,virtual_machine,interface,fhrp_group,is_primary,is_oob,dns_name,description,owner,comments,tags',
    ),
    kept: list('address,vrf,tenant,status,role,dns_name,description'),
    needed: [['address']],
    labels: { ...LABELS, 'ip address': 'address', 'dns-name': 'dns_name' },
  },
} satisfies Record<string, NetboxTable>;
