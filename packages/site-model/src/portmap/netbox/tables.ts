/**
 * The CSV tables of NetBox 4.6.8: headings of its import forms
 * (netbox/dcim/forms/bulk_import.py), and the labels that its own CSV export
 * writes instead (netbox/dcim/tables). The German labels are those of
 * netbox/translations/de; words of other languages come with the import.
 */
export interface NetboxTable {
  /** Name of the file, without `netbox_` and with hyphens. */
  name: string;
  /** Headings of the import form in its order. */
  headings: readonly string[];
  /** Columns that are read, among the headings and {@link NetboxTable.labels}. */
  kept: readonly string[];
  /** Columns without which the file says nothing. */
  needed: readonly (readonly string[])[];
  /** Labels of the export, in lower case, with the column they mean. */
  labels: Readonly<Record<string, string>>;
}

const COMPONENT_LABELS = {
  gerät: 'device',
  typ: 'type',
  beschreibung: 'description',
  positionen: 'positions',
};

function list(text: string): string[] {
  return text.split(',');
}

export const NETBOX_TABLES = {
  devices: {
    name: 'devices',
    headings: list(
      'name,role,tenant,manufacturer,device_type,platform,serial,asset_tag,status,site,location,rack,position,face,latitude,longitude,parent,device_bay,airflow,virtual_chassis,vc_position,vc_priority,cluster,description,config_template,owner,comments,tags',
    ),
    kept: list(
      'name,role,manufacturer,device_type,status,site,location,rack,description',
    ),
    needed: [['name']],
    labels: {
      type: 'device_type',
      typ: 'device_type',
      rolle: 'role',
      hersteller: 'manufacturer',
      standort: 'site',
      gestell: 'rack',
      beschreibung: 'description',
    },
  },
  interfaces: {
    name: 'interfaces',
    headings: list(
      'device,name,label,parent,bridge,lag,type,speed,duplex,enabled,mark_connected,wwn,vdcs,mtu,mgmt_only,description,poe_mode,poe_type,mode,vlan_group,untagged_vlan,tagged_vlans,qinq_svlan,vrf,rf_role,rf_channel,rf_channel_frequency,rf_channel_width,tx_power,owner,tags',
    ),
    kept: list('device,name,label,lag,type,description'),
    needed: [['device'], ['name']],
    labels: {
      ...COMPONENT_LABELS,
      'mac addresses': 'mac_addresses',
      'primary mac': 'primary_mac',
    },
  },
  rearPorts: {
    name: 'rear-ports',
    headings: list(
      'device,name,label,type,color,mark_connected,positions,description,owner,tags',
    ),
    kept: list('device,name,label,type,positions,description'),
    needed: [['device'], ['name']],
    labels: COMPONENT_LABELS,
  },
  frontPorts: {
    name: 'front-ports',
    headings: list(
      'device,name,label,type,color,mark_connected,positions,rear_port,rear_port_position,description,owner,tags',
    ),
    kept: list(
      'device,name,label,type,positions,rear_port,rear_port_position,description',
    ),
    needed: [['device'], ['name'], ['rear_port', 'mappings']],
    labels: {
      ...COMPONENT_LABELS,
      mappings: 'mappings',
      // Before 4.5 a front port had one rear port.
      'rear port': 'rear_port',
      position: 'rear_port_position',
    },
  },
  macAddresses: {
    name: 'mac-addresses',
    headings: list(
      'mac_address,device,virtual_machine,interface,is_primary,description,owner,comments,tags',
    ),
    kept: list('mac_address,device,virtual_machine,interface,is_primary'),
    needed: [['mac_address'], ['device', 'parent'], ['interface']],
    labels: {
      'mac address': 'mac_address',
      'mac-adresse': 'mac_address',
      parent: 'parent',
      schnittstelle: 'interface',
      primary: 'is_primary',
      primär: 'is_primary',
    },
  },
  cables: {
    name: 'cables',
    headings: list(
      'side_a_site,side_a_device,side_a_power_panel,side_a_type,side_a_name,side_b_site,side_b_device,side_b_power_panel,side_b_type,side_b_name,type,status,profile,tenant,bundle,label,color,length,length_unit,description,owner,comments,tags',
    ),
    kept: list(
      'side_a_device,side_a_type,side_a_name,side_b_device,side_b_type,side_b_name,type,status,label,color,length,length_unit,description',
    ),
    needed: [
      ['side_a_device'],
      ['side_a_name'],
      ['side_b_device'],
      ['side_b_name'],
    ],
    labels: {
      'device a': 'side_a_device',
      'gerät a': 'side_a_device',
      'device b': 'side_b_device',
      'gerät b': 'side_b_device',
      'termination a': 'side_a_name',
      'kündigung a': 'side_a_name',
      'termination b': 'side_b_name',
      'kündigung b': 'side_b_name',
      typ: 'type',
      farbe: 'color',
      länge: 'length',
      beschreibung: 'description',
    },
  },
} as const satisfies Record<string, NetboxTable>;

/** Labels of the export, in lower case, whose columns are not kept, of all these tables. */
export const LABELS_NOT_KEPT: ReadonlySet<string> = new Set(
  list(
    'id,tenant group,serial number,asset tag,region,site group,parent device,position (device bay),u height,ip address,ipv4 address,ipv6 address,oob ip,virtual chassis,vc position,vc priority,config template,contacts,created,last updated,console ports,console server ports,power ports,power outlets,interfaces,front ports,rear ports,device bays,module bays,inventory items,device location,device site,device status,module bay,module,cable,cable color,link peers,mark connected,connection,ip addresses,fhrp groups,l2vpn,tunnel,untagged vlan,tagged vlans,q-in-q svlan,management only,wireless link,wireless lans,virtual circuit,vlan translation policy,poe mode,poe type,wireless role,wireless channel,channel frequency (mhz),channel width (mhz),transmit power (dbm),802.1q mode,color name,location a,location b,rack a,rack b,site a,site b,mappings,position,primary mac,color,parent,bridge,peer,' +
      'standort a,standort b,gestell a,gestell b,ip-adresse,ipv4-adresse,ipv6-adresse,vc-position,vc-priorität,übergeordnetes gerät,position (geräteschacht),config-vorlage,site-gruppe,konsolenanschlüsse,anschlüsse für konsolenserver,stromanschlüsse,steckdosen,farbe,kommentare,mandant,mieter,mietergruppe,schlagwörter,aktiviert',
  ),
);
