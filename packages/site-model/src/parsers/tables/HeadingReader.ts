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

/** Hands out the columns of a table by what their headings say, each of them once. */
export class HeadingReader {
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

  private takeAll(
    fits: (reading: string) => boolean,
    limit = Infinity,
  ): number[] {
    const columns = this.headings
      .map((_, column) => column)
      .filter(
        column => !this.taken.has(column) && this.headings[column].some(fits),
      )
      .slice(0, limit);
    columns.forEach(column => this.taken.add(column));
    return columns;
  }

  /** All columns of addresses: IPv4 and IPv6 may have one each. */
  takeAddresses(): number[] {
    const columns = this.takeAll(isAddress);
    return columns.length > 0
      ? columns
      : this.takeAll(reading => ADDRESS_FALLBACK.has(reading), 1);
  }
}
