import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import {
  ObservedPort,
  Site,
  cableKey,
  compareObserved,
  endKey,
} from '@sankofa/site-model';
import { SortedTable } from '../views/table';
import { PortRecordBook } from './PortRecordBook';

type Table = SortedTable<ObservedPortRecord>;

/** Records of switch ports beside what is seen there; worked out once for each pair of both. */
export class ObservedPorts {
  private last: { book: PortRecordBook; site: Site; table: Table } | undefined;

  private constructor() {}

  static create(): ObservedPorts {
    return new ObservedPorts();
  }

  table(book: PortRecordBook, site: Site): Table {
    if (this.last?.book !== book || this.last.site !== site) {
      this.last = { book, site, table: tableOf(book, site) };
    }
    return this.last.table;
  }
}

function tableOf(book: PortRecordBook, site: Site): Table {
  const origins = book.derive(cableOrigins);
  const rows = compareObserved(book.map, site, book.nameBook).map(item =>
    rowOf(item, book, origins),
  );
  return SortedTable.create(rows, {
    idOf: ({ portId }) => portId,
    sorts: {
      device: ({ device, port }) => `${device} ${port}`,
      verdict: ({ verdict }) => verdict,
    },
    defaultSort: 'device',
    textOf: ({ device, port, recorded, observed }) =>
      [
        device,
        port,
        ...recorded.flatMap(end => [end.device, end.port]),
        ...observed.flatMap(one => [one.name, one.mac ?? '', one.port ?? '']),
      ]
        .join(' ')
        .toLowerCase(),
  });
}

/** Who wrote a cable down, by the key of a port at its end. */
function cableOrigins(book: PortRecordBook) {
  return new Map(
    book.map.cables.flatMap(cable => {
      const origin = book.originOf(cableKey(cable))!;
      return [cable.a, cable.b].map(end => [endKey(end), origin] as const);
    }),
  );
}

function rowOf(
  { key, port, switchMac, ...rest }: ObservedPort,
  book: PortRecordBook,
  origins: ReturnType<typeof cableOrigins>,
): ObservedPortRecord {
  const origin = origins.get(key);
  return {
    portId: book.idOf(key)!,
    device: port.device,
    port: port.name,
    switchId: `${rest.sourceId}/${switchMac}`,
    ...(origin && { recordedOrigin: origin }),
    ...rest,
  };
}
