import { InputError } from '@backstage/errors';
import {
  KeyRange,
  OfferBook,
  Site,
  addressFromKey,
  addressKey,
  keyAfter,
} from '@sankofa/site-model';
import { SiteService, SiteView } from '../site';
import { IpamReader } from './IpamReader';
import { IpamRecords } from './IpamRecords';
import { Reservation, StoredAddress } from './IpamStore';
import { UnreadSourceError } from './errors';

/** Gaps that are read for one preview. */
const GAPS = 64;

interface Options {
  sites: SiteService;
  reader: IpamReader;
  records: IpamRecords;
}

/** What may be offered of a site; ask for it with `view.derive`. */
export function offerBook({ site }: SiteView): OfferBook {
  return OfferBook.create(site);
}

/**
 * Free addresses: those that are free in our records, and that no source speaks
 * of. Refuses while a source that sees the prefix was never read.
 */
export class NextFreeService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): NextFreeService {
    return new NextFreeService(options);
  }

  /**
   * The lowest free addresses of a prefix. Reserves nothing.
   *
   * @throws NotFoundError, UnreadSourceError
   */
  async preview(prefixId: string, count: number): Promise<string[]> {
    const { reader } = this.options;
    const { book } = await this.bookFor(prefixId);
    const found: string[] = [];
    let from: string | undefined = '0'.repeat(32);
    while (from !== undefined && found.length < count) {
      const gaps = await reader.gaps(prefixId, from, GAPS);
      for (const gap of gaps) {
        found.push(...lowestOf(book, gap, count - found.length));
      }
      from = gaps.length < GAPS ? undefined : keyAfter(gaps.at(-1)!.hi);
    }
    return found.slice(0, count).map(addressFromKey);
  }

  /** @throws NotFoundError, ConflictError, UnreadSourceError */
  async reserveNext(
    prefixId: string,
    reservation: Reservation,
    actor: string,
  ): Promise<StoredAddress> {
    const { book } = await this.bookFor(prefixId);
    const wanted = { prefixId, reservation };
    return this.options.records.reserve(wanted, book, actor);
  }

  /** @throws InputError when no prefix is around it, ConflictError, UnreadSourceError */
  async reserve(
    address: string,
    reservation: Reservation,
    actor: string,
  ): Promise<StoredAddress> {
    const key = addressKey(address);
    const prefix = await this.options.reader.around(key);
    if (!prefix) {
      throw new InputError(
        `No prefix is around ${address}; add one before you reserve it`,
      );
    }
    const { book } = await this.bookFor(prefix.id);
    const wanted = { prefixId: prefix.id, key, reservation };
    return this.options.records.reserve(wanted, book, actor);
  }

  /**
   * What the sources say, once all that see the prefix were read.
   *
   * @throws NotFoundError, UnreadSourceError
   */
  async bookFor(prefixId: string): Promise<{ book: OfferBook; site: Site }> {
    const { sites, reader } = this.options;
    const [view, { cidr, sources }] = await Promise.all([
      sites.current(),
      reader.outline(prefixId),
    ]);
    const book = view.derive(offerBook);
    const unread = book.unread(sources);
    if (unread.length > 0) {
      throw UnreadSourceError.of(cidr, unread);
    }
    return { book, site: view.site };
  }
}

function lowestOf(book: OfferBook, gap: KeyRange, count: number): string[] {
  const found: string[] = [];
  let lo: string | undefined = gap.lo;
  while (lo !== undefined && lo <= gap.hi && found.length < count) {
    const key = book.lowest({ lo, hi: gap.hi });
    if (key === undefined) {
      break;
    }
    found.push(key);
    lo = keyAfter(key);
  }
  return found;
}
