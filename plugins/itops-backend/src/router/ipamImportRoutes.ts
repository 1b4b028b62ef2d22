import {
  ipamImportPreviewRequestSchema,
  ipamImportRequestSchema,
  itopsIpamReadPermission,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import {
  IPAM_FILES,
  addressKey,
  netboxAddresses,
  netboxHead,
  netboxPrefixes,
  netboxVlans,
} from '@sankofa/site-model';
import { Response, Router } from 'express';
import { z } from 'zod';
import { lengthsOf } from '../ipam/ImportService';
import { IpamReader } from '../ipam/IpamReader';
import { RouterOptions } from './RouterOptions';
import { bodyReader } from './bodyReader';
import { parseBody, parseQuery } from './requests';

/** Bytes of the files of one import, as JSON: some hundred thousand addresses. */
const MAX_IMPORT_BYTES = 48 * 1024 * 1024;
/** Records that are read at once for an export. */
const PAGE = 5_000;

const exportQuery = z.object({
  file: z.enum([IPAM_FILES.vlans, IPAM_FILES.prefixes, IPAM_FILES.addresses]),
});

/**
 * Import and export of NetBox's files. Registered before the parser that the
 * other routes share, since files are larger than what those may carry; the body
 * is read only after the caller is known.
 */
export function ipamImportRoutes(
  router: Router,
  { guard, ipam }: RouterOptions,
): void {
  const { imports, reader } = ipam;
  const readFiles = bodyReader(MAX_IMPORT_BYTES);

  router.post('/ipam/import/preview', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    await readFiles(request, response);
    const wanted = parseBody(ipamImportPreviewRequestSchema, request.body);
    response.json(await imports.preview(wanted, actor));
  });

  router.post('/ipam/import', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    await readFiles(request, response);
    const { previewHash, ...wanted } = parseBody(
      ipamImportRequestSchema,
      request.body,
    );
    response.json(await imports.apply(wanted, previewHash, actor));
  });

  router.get('/ipam/export', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const { file } = parseQuery(exportQuery, request.query);
    response.attachment(file).type('text/csv; charset=utf-8');
    for await (const text of textsOf(file, reader)) {
      await write(response, text);
    }
    response.end();
  });
}

/** One piece after the other, so that a large file is never in memory as a whole. */
async function* textsOf(
  file: z.output<typeof exportQuery>['file'],
  reader: IpamReader,
): AsyncGenerator<string> {
  if (file === IPAM_FILES.vlans) {
    yield netboxHead('vlans');
    yield* pages(
      after => reader.vlans({ after, limit: PAGE }),
      vlan => vlan.place,
      async vlans => netboxVlans(vlans),
    );
  } else if (file === IPAM_FILES.prefixes) {
    yield netboxHead('prefixes');
    yield* pages(
      after => {
        const [lo, hi] = after?.split(' ') ?? [];
        const place = after === undefined ? undefined : { lo, hi };
        return reader.prefixes({}, { after: place, limit: PAGE });
      },
      ({ lo, hi }) => `${lo} ${hi}`,
      async prefixes => netboxPrefixes(prefixes),
    );
  } else {
    yield netboxHead('addresses');
    yield* pages(
      after => reader.addresses({}, { after, limit: PAGE }),
      ({ key }) => key,
      async addresses => {
        const keys = addresses.map(({ key }) => key);
        const lengthOf = lengthsOf(await reader.innermost(keys));
        return netboxAddresses(addresses, ({ address }) =>
          lengthOf(addressKey(address)),
        );
      },
    );
  }
}

async function* pages<T>(
  read: (after: string | undefined) => Promise<T[]>,
  placeOf: (item: T) => string,
  textOf: (items: T[]) => Promise<string>,
): AsyncGenerator<string> {
  let after: string | undefined;
  let items: T[];
  do {
    items = await read(after);
    yield textOf(items);
    after = items.length > 0 ? placeOf(items.at(-1)!) : undefined;
  } while (items.length === PAGE);
}

/** Waits until whoever reads keeps up. */
async function write(response: Response, text: string): Promise<void> {
  if (!response.write(text)) {
    await new Promise(resolve => response.once('drain', resolve));
  }
}
