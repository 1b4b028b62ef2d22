import {
  itopsFindingReadPermission,
  itopsInventoryReadPermission,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { answerOf } from '../views/answer';
import { addressFilter, guestFilter, nodeFilter } from '../views/filters';
import { countBy } from '../views/overview';
import {
  addressDetail,
  addressRow,
  addressTable,
  prefixRows,
} from '../views/rows/addresses';
import { guestDetail, guestRow, guestTable } from '../views/rows/guests';
import { nodeDetail, nodeRow, nodeTable } from '../views/rows/nodes';
import { RouterOptions } from './RouterOptions';
import {
  addressesQuery,
  guestsQuery,
  nodesQuery,
  parseQuery,
  readQuery,
} from './requests';

/** Guests, nodes and addresses: lists, and one of each with its findings. */
export function inventoryRoutes(
  router: Router,
  { guard, reads }: RouterOptions,
): void {
  router.get('/inventory/guests', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(guestsQuery, request.query);
    const picture = await reads.picture(query);
    const page = picture
      .derive(guestTable)
      .page(query, guestFilter(query, picture));
    response.json({
      ...answerOf(picture),
      ...page,
      items: page.items.map(guest => guestRow(guest, picture)),
    });
  });

  router.get('/inventory/guests/:id', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(guestDetail(request.params.id, picture));
  });

  router.get('/inventory/nodes', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(nodesQuery, request.query);
    const picture = await reads.picture(query);
    const page = picture.derive(nodeTable).page(query, nodeFilter(query));
    response.json({
      ...answerOf(picture),
      ...page,
      items: page.items.map(node => nodeRow(node, picture)),
    });
  });

  router.get('/inventory/nodes/:id', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(nodeDetail(request.params.id, picture));
  });

  router.get('/inventory/addresses', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(addressesQuery, request.query);
    const picture = await reads.picture(query);
    const table = picture.derive(addressTable);
    const page = table.page(query, addressFilter(query));
    // The counts are the choices of the state filter: it must not narrow them.
    const { state, ...others } = query;
    const counted = table.all(others, addressFilter(others));
    response.json({
      ...answerOf(picture),
      ...page,
      items: page.items.map(address => addressRow(address, picture)),
      counts: { byState: countBy(counted, address => address.state) },
      prefixes: picture.derive(prefixRows),
    });
  });

  router.get('/inventory/addresses/:address', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(addressDetail(request.params.address, picture));
  });
}
