import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { IpamRequestRecord } from '@sankofa/plugin-itops-common';
import { addressKey, cidrContains } from '@sankofa/site-model';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit';
import { audited } from '../ports/audited';
import { Allocator } from './Allocator';
import { NextFreeService } from './NextFreeService';
import { prefixById } from './readPrefixes';
import { StaleRecordError } from './errors';

interface Options {
  knex: Knex;
  audit: AuditLog;
  nextFree: NextFreeService;
}

/** What somebody asks for. */
export interface AddressRequest {
  prefixId: string;
  wanted?: string;
  hostname?: string;
  ownerTeam?: string;
  service?: string;
  purpose: string;
  days?: number;
}

interface RequestRow {
  id: string;
  version: number;
  prefix_id: string | null;
  prefix: string;
  wanted: string | null;
  hostname: string | null;
  owner_team: string | null;
  service: string | null;
  purpose: string;
  days: number | null;
  state: IpamRequestRecord['state'];
  requested_at: Date;
  requested_by: string;
  decided_at: Date | null;
  decided_by: string | null;
  reason: string | null;
  address: string | null;
}

/** Somebody asks for an address; somebody else gives it, or does not. */
export class RequestService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): RequestService {
    return new RequestService(options);
  }

  /** @throws NotFoundError, ConflictError when the wanted address is not in the prefix */
  async ask(
    request: AddressRequest,
    actor: string,
  ): Promise<IpamRequestRecord> {
    const { knex, audit } = this.options;
    const id = randomUUID();
    const entry = { actor, action: 'address-request.create' };
    return audited(audit, { ...entry, subject: `address-request:${id}` }, () =>
      knex.transaction(async tx => {
        const { cidr } = await prefixById(tx, request.prefixId);
        if (request.wanted && !cidrContains(cidr, request.wanted)) {
          throw new ConflictError(`${request.wanted} is not inside ${cidr}`);
        }
        const [row] = await tx('ipam_requests')
          .insert({
            id,
            prefix_id: request.prefixId,
            prefix: cidr,
            wanted: request.wanted ?? null,
            hostname: request.hostname ?? null,
            owner_team: request.ownerTeam ?? null,
            service: request.service ?? null,
            purpose: request.purpose,
            days: request.days ?? null,
            state: 'open',
            requested_at: tx.raw('clock_timestamp()'),
            requested_by: actor,
          })
          .returning('*');
        const after = requestOf(row);
        await audit.record(tx, {
          ...entry,
          subject: `address-request:${id}`,
          outcome: 'success',
          details: { after: JSON.parse(JSON.stringify(after)) },
        });
        return after;
      }),
    );
  }

  /**
   * Reserves an address for whoever asked; nobody can accept a request of their own.
   *
   * @throws NotAllowedError, NotFoundError, ConflictError, UnreadSourceError
   */
  async accept(
    id: string,
    version: number,
    decision: { actor: string; reason?: string },
  ): Promise<IpamRequestRecord> {
    const { knex, nextFree } = this.options;
    const before = await find(knex, id);
    const offers =
      before.state === 'open' && before.prefixId !== undefined
        ? (await nextFree.bookFor(before.prefixId)).book
        : undefined;
    return this.decide(id, version, 'accepted', decision, async (tx, row) => {
      if (row.requested_by === decision.actor) {
        throw new NotAllowedError(
          'Nobody can accept a request of their own; ask somebody else to decide',
        );
      }
      if (!offers || row.prefix_id === null) {
        throw new ConflictError(
          `${row.prefix} is gone; reject the request, and ask for an address of another prefix`,
        );
      }
      const { actor } = decision;
      const options = { tx, prefixId: row.prefix_id, offers, actor };
      const allocator = await Allocator.lock(options);
      const reservation = {
        role: 'host' as const,
        holder: row.requested_by,
        sourceRef: `address-request:${id}`,
        ...(row.hostname !== null && { hostname: row.hostname }),
        ...(row.owner_team !== null && { ownerTeam: row.owner_team }),
        ...(row.service !== null && { service: row.service }),
        ...(row.days !== null && { days: row.days }),
      };
      const { address } =
        row.wanted === null
          ? await allocator.next(reservation)
          : await allocator.exactly(addressKey(row.wanted), reservation);
      return address;
    });
  }

  /** @throws NotFoundError, ConflictError when it is decided already */
  async reject(
    id: string,
    version: number,
    decision: { actor: string; reason?: string },
  ): Promise<IpamRequestRecord> {
    return this.decide(id, version, 'rejected', decision, async () => null);
  }

  /** Newest first. */
  async list(page: {
    state?: readonly string[];
    after?: { at: string; id: string };
    limit: number;
  }): Promise<IpamRequestRecord[]> {
    const { state, after, limit } = page;
    const rows: RequestRow[] = await this.options
      .knex('ipam_requests')
      .modify(select => {
        if (state) {
          select.whereIn('state', [...state]);
        }
        if (after) {
          select.whereRaw('(requested_at, id) < (?, ?)', [after.at, after.id]);
        }
      })
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(requestOf);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<IpamRequestRecord> {
    return find(this.options.knex, id);
  }

  private async decide(
    id: string,
    version: number,
    state: 'accepted' | 'rejected',
    { actor, reason }: { actor: string; reason?: string },
    act: (tx: Knex.Transaction, row: RequestRow) => Promise<string | null>,
  ): Promise<IpamRequestRecord> {
    const { knex, audit } = this.options;
    const verb = state === 'accepted' ? 'accept' : 'reject';
    const entry = {
      actor,
      action: `address-request.${verb}`,
      subject: `address-request:${id}`,
    };
    return audited(audit, entry, () =>
      knex.transaction(async tx => {
        const row: RequestRow | undefined = await tx('ipam_requests')
          .where({ id })
          .forUpdate()
          .first();
        if (!row) {
          throw noRequest(id);
        }
        if (row.state !== 'open') {
          throw new ConflictError(
            `The request was ${row.state} by ${row.decided_by} already`,
          );
        }
        if (row.version !== version) {
          throw StaleRecordError.of('The request', version, {
            version: row.version,
            updatedBy: row.requested_by,
            updatedAt: row.requested_at.toISOString(),
          });
        }
        const address = await act(tx, row);
        const [decided] = await tx('ipam_requests')
          .where({ id })
          .update({
            state,
            version: version + 1,
            decided_at: tx.raw('clock_timestamp()'),
            decided_by: actor,
            reason: reason ?? null,
            address,
          })
          .returning('*');
        await audit.record(tx, {
          ...entry,
          outcome: 'success',
          details: {
            before: { state: row.state },
            after: JSON.parse(JSON.stringify(requestOf(decided))),
          },
        });
        return requestOf(decided);
      }),
    );
  }
}

function noRequest(id: string): NotFoundError {
  return new NotFoundError(`No request for an address has the id '${id}'`);
}

async function find(knex: Knex, id: string): Promise<IpamRequestRecord> {
  const row = await knex('ipam_requests').where({ id }).first();
  if (!row) {
    throw noRequest(id);
  }
  return requestOf(row);
}

function requestOf(row: RequestRow): IpamRequestRecord {
  const optional = {
    prefixId: row.prefix_id,
    wanted: row.wanted,
    hostname: row.hostname,
    ownerTeam: row.owner_team,
    service: row.service,
    days: row.days,
    decidedAt: row.decided_at && row.decided_at.toISOString(),
    decidedBy: row.decided_by,
    reason: row.reason,
    address: row.address,
  };
  return {
    id: row.id,
    version: row.version,
    prefix: row.prefix,
    purpose: row.purpose,
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: row.requested_by,
    ...Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== null),
    ),
  };
}
