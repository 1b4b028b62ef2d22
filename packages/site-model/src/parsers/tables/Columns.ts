import { HeadingReader } from './HeadingReader';

/** What the columns of a table mean, by their position. */
export interface Columns {
  id?: number;
  name?: number;
  node?: number;
  /** All of them: IPv4 and IPv6 may have a column each. */
  addresses: number[];
  owner?: number;
  service?: number;
  status?: number;
  vlan?: number;
}

type Meaning = Exclude<keyof Columns, 'addresses'>;

/** Headings of a column of VMIDs. */
export const ID_HEADINGS = [
  'vmid',
  'vm id',
  'ctid',
  'ct id',
  'vm ct id',
  'ct vm id',
  'container id',
  'lxc id',
  'guest id',
  'proxmox id',
  'pve id',
];

/** Headings in the languages met in the field, lower case without accents; the better ones first. */
const HEADINGS: Record<Meaning, string[]> = {
  id: ID_HEADINGS,
  name: [
    'hostname',
    'host name',
    'name',
    'vm name',
    'ct name',
    'guest name',
    'container name',
    'server name',
    'device name',
    'guest',
    'container',
    'device',
    'machine',
    'instance',
    'system',
    'server',
    'vm',
    'nombre',
    'nome',
    'nom',
    'naam',
    'namn',
    'rechner',
    'rechnername',
    'gerat',
    'maschine',
    'dispositivo',
    'equipo',
    'appareil',
    'apparaat',
    'имя',
    '主机名',
    '主机名称',
    '名称',
    'ホスト名',
    '이름',
    '인스턴스',
    '호스트명',
  ],
  node: [
    'node',
    'proxmox node',
    'pve node',
    'cluster node',
    'host node',
    'hypervisor',
    'proxmox host',
    'pve host',
    'physical host',
    'knoten',
    'nodo',
    'noeud',
    'knooppunt',
    'узел',
    '节点',
    'ノード',
    '노드',
  ],
  owner: [
    'owner',
    'team',
    'owned by',
    'responsible',
    'besitzer',
    'eigentumer',
    'verantwortlich',
    'zustandig',
    'propietario',
    'responsable',
    'proprietario',
    'responsavel',
    'eigenaar',
    '负责人',
    '所有者',
  ],
  service: [
    'service',
    'services',
    'role',
    'purpose',
    'stack',
    'function',
    'usage',
    'application',
    'app',
    'dienst',
    'rolle',
    'zweck',
    'funktion',
    'aufgabe',
    'servicio',
    'rol',
    'funcion',
    'uso',
    'servico',
    'papel',
    'funcao',
    'servizio',
    'ruolo',
    '服务',
    '用途',
    '서비스',
    '역할',
    'サービス',
  ],
  status: [
    'status',
    'state',
    'zustand',
    'estado',
    'etat',
    'statut',
    'stato',
    '状态',
    '상태',
  ],
  vlan: ['vlan', 'vlan id', 'vlan tag', 'vid', 'tag'],
};
/** With a name column beside it a node, without an id column a name, else neither. */
const HOST = ['host', 'hote', 'servidor', '主机', 'ホスト', '호스트'];

/**
 * Finds the meaning of each column from its heading, in any order. `undefined`
 * for a table that says nothing about endpoints: it has neither an id column nor
 * a name beside an address.
 */
export function readColumns(headings: string[]): Columns | undefined {
  const reader = HeadingReader.create(headings);
  const id = reader.take(HEADINGS.id);
  const addresses = reader.takeAddresses();
  const named = reader.take(HEADINGS.name);
  let node = reader.take(HEADINGS.node);
  const host = reader.take(HOST);
  const service = reader.take(HEADINGS.service);
  let name = named;
  if (named !== undefined) {
    node ??= host;
  } else if (id === undefined) {
    name = host ?? node ?? service;
  } else if (node !== undefined) {
    name = host;
  }
  if (id === undefined && (name === undefined || addresses.length === 0)) {
    return undefined;
  }
  return {
    id,
    name,
    node: node === name ? undefined : node,
    addresses,
    owner: reader.take(HEADINGS.owner),
    service: service === name ? undefined : service,
    status: reader.take(HEADINGS.status),
    vlan: reader.take(HEADINGS.vlan),
  };
}
