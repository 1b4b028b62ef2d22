import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { IpamVlan, differences } from '@sankofa/site-model';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit';
import { StoredVlan } from './IpamStore';
import { IpamReader } from './IpamReader';
import { lockBoard, moveBoard } from './board';
import { StaleRecordError } from './errors';

interface Options {
  tx: Knex.Transaction;
  audit: AuditLog;
  actor: string;
  origin: 'manual' | 'netbox';
}

/** Changes VLANs, one transaction long. */
export class VlanWriter {
  private constructor(private readonly options: Options) {}

  /** Waits for everybody else who changes VLANs or prefixes. */
  static async lock(options: Options): Promise<VlanWriter> {
    await lockBoard(options.tx);
    return new VlanWriter(options);
  }

  /** @throws ConflictError when its group has the number already */
  async create(vlan: IpamVlan): Promise<string> {
    const { tx, actor, origin } = this.options;
    await this.checkFree(vlan);
    const id = randomUUID();
    const at = tx.raw('clock_timestamp()');
    await tx('ipam_vlans').insert({
      id,
      origin,
      created_at: at,
      created_by: actor,
      updated_at: at,
      updated_by: actor,
      ...columnsOf(vlan),
    });
    await moveBoard(tx);
    await this.write('vlan.create', vlan, { after: { ...vlan } });
    return id;
  }

  /** @throws NotFoundError, PreconditionFailedError, ConflictError */
  async update(id: string, version: number, after: IpamVlan): Promise<void> {
    const { tx, actor } = this.options;
    const before = await this.seen(id, version);
    await this.checkFree(after, id);
    await tx('ipam_vlans')
      .where({ id })
      .update({
        ...columnsOf(after),
        version: version + 1,
        updated_at: tx.raw('clock_timestamp()'),
        updated_by: actor,
      });
    await moveBoard(tx);
    await this.write('vlan.update', after, {
      before: { ...vlanValueOf(before) },
      after: { ...after },
      fields: differences(
        vlanValueOf(before),
        after,
      ) as unknown as JsonObject[],
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, ConflictError while prefixes are in it */
  async delete(id: string, version: number): Promise<void> {
    const { tx } = this.options;
    const before = await this.seen(id, version);
    if (before.prefixes.length > 0) {
      throw new ConflictError(
        `${vlanLabel(before)} has the prefixes ${before.prefixes
          .slice(0, 5)
          .join(', ')}; give them another VLAN first`,
      );
    }
    await tx('ipam_vlans').where({ id }).delete();
    await moveBoard(tx);
    await this.write('vlan.delete', before, {
      before: { ...vlanValueOf(before) },
    });
  }

  private async seen(id: string, version: number) {
    const vlan = await IpamReader.create({ knex: this.options.tx }).vlan(id);
    if (vlan.version !== version) {
      throw StaleRecordError.of(vlanLabel(vlan), version, vlan);
    }
    return vlan;
  }

  private async checkFree(vlan: IpamVlan, not?: string): Promise<void> {
    const { vid, group = '' } = vlan;
    const other = await this.options
      .tx('ipam_vlans')
      .where({ vid, group_name: group })
      .first('id', 'name');
    if (other && other.id !== not) {
      throw new ConflictError(
        `${vlanLabel(vlan)} is there already: ${other.name}`,
      );
    }
  }

  private async write(action: string, vlan: IpamVlan, details: JsonObject) {
    const { tx, audit, actor } = this.options;
    const { vid, group } = vlan;
    const subject = `vlan:${group ? `${group}/` : ''}${vid}`;
    await audit.record(tx, {
      actor,
      action,
      subject,
      outcome: 'success',
      details,
    });
  }
}

function vlanLabel({ vid, group }: IpamVlan): string {
  return `VLAN ${vid}${group ? ` of ${group}` : ''}`;
}

/** What people wrote, without what the store adds. */
export function vlanValueOf(vlan: StoredVlan): IpamVlan {
  const { vid, name, group, status, environment, ownerTeam, description } =
    vlan;
  return JSON.parse(
    JSON.stringify({
      vid,
      name,
      group,
      status,
      environment,
      ownerTeam,
      description,
    }),
  );
}

function columnsOf(vlan: IpamVlan) {
  return {
    vid: vlan.vid,
    group_name: vlan.group ?? '',
    name: vlan.name,
    status: vlan.status,
    environment: vlan.environment ?? null,
    owner_team: vlan.ownerTeam ?? null,
    description: vlan.description ?? null,
  };
}
