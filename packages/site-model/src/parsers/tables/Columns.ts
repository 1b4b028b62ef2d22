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

/** Headings in the languages met in the field, lower case without accents; the better ones first. */
const HEADINGS: Record<Meaning, string[]> = {
  id: [
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
  ],
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

const ADDRESS =
  /^(?:ip|ips|ipv4|ipv6)(?: (?:address|addresses|addr|adresse|adressen|adres|adresy|local|lan|static|fixed|internal|private|interna|interno|locale|lokal|primary|main|v4|v6|cidr|range|port|s|адрес))*$/;
const ADDRESS_AFTER =
  /^(?:(?:lan|local|static|fixed|internal|private|primary|main|management|mgmt|guest|vm|ct|container|host|direccion|direcciones|adresse|adresses|indirizzo|endereco|enderecos|adres|адрес) )+(?:ip|ips|ipv4|ipv6)(?: address| addresses| adresse)?$/;
const ADDRESS_WORDS = new Set([
  'ip地址',
  'ipアドレス',
  'ip주소',
  'ip 地址',
  'ip アドレス',
  'ip 주소',
]);
/** Only where no heading says more. */
const ADDRESS_FALLBACK = new Set([
  'address',
  'addresses',
  'adresse',
  'direccion',
  '网卡',
]);

function normalize(heading: string): string {
  return heading
    .slice(0, 200)
    .replace(/[(（][^()（）]*[)）]/g, ' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim();
}

/** `Owner / Team` means either; the whole heading comes first. */
function readings(heading: string): string[] {
  const text = normalize(heading);
  const parts = text.split('/').map(part => part.trim());
  return [text.replace(/\s*\/\s*/g, ' '), ...parts];
}

function isAddress(reading: string): boolean {
  return (
    ADDRESS.test(reading) ||
    ADDRESS_AFTER.test(reading) ||
    ADDRESS_WORDS.has(reading)
  );
}

class HeadingReader {
  static create(headings: string[]): HeadingReader {
    return new HeadingReader(headings.map(readings));
  }

  private readonly taken = new Set<number>();
  private readonly all: Set<string>;

  private constructor(private readonly headings: string[][]) {
    this.all = new Set(headings.flat());
  }

  /** The column of the first of these headings that is there. */
  take(words: string[]): number | undefined {
    for (const word of words.filter(candidate => this.all.has(candidate))) {
      const [column] = this.takeAll(reading => reading === word, 1);
      if (column !== undefined) {
        return column;
      }
    }
    return undefined;
  }

  takeAll(fits: (reading: string) => boolean, limit = Infinity): number[] {
    const columns = this.headings
      .map((_, column) => column)
      .filter(
        column => !this.taken.has(column) && this.headings[column].some(fits),
      )
      .slice(0, limit);
    columns.forEach(column => this.taken.add(column));
    return columns;
  }
}

/**
 * Finds the meaning of each column from its heading, in any order. `undefined`
 * for a table that says nothing about endpoints: it has neither an id column nor
 * a name beside an address.
 */
export function readColumns(headings: string[]): Columns | undefined {
  const reader = HeadingReader.create(headings);
  const id = reader.take(HEADINGS.id);
  let addresses = reader.takeAll(isAddress);
  if (addresses.length === 0) {
    addresses = reader.takeAll(reading => ADDRESS_FALLBACK.has(reading), 1);
  }
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
