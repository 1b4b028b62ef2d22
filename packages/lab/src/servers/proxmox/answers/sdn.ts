import { createHash } from 'node:crypto';
import { LabVnet } from '../../../world';
import { Answer, failed, forbidden, ok } from '../Answer';
import { Question } from '../Question';

const digest = (value: unknown) =>
  createHash('sha1').update(JSON.stringify(value)).digest('hex');

function maySee({ access }: Question, { zone, vnet }: LabVnet): boolean {
  return access.may(`/sdn/zones/${zone}/${vnet}`, 'SDN.Audit', 'SDN.Allocate');
}

export function zones({ access, index }: Question): Answer {
  return ok(
    index.world.zones
      .filter(({ zone }) =>
        access.may(`/sdn/zones/${zone}`, 'SDN.Audit', 'SDN.Allocate'),
      )
      .map(zone => ({ ...zone, ipam: 'pve', digest: digest(zone) })),
  );
}

export function vnets(question: Question): Answer {
  return ok(
    question.index.world.vnets
      .filter(vnet => maySee(question, vnet))
      .map(({ subnets: _, ...vnet }) => ({
        ...vnet,
        type: 'vnet',
        digest: digest(vnet),
      })),
  );
}

/** Unlike the lists, this one says that it may not be read. */
export function subnets(question: Question, name: string): Answer {
  const vnet = question.index.world.vnets.find(({ vnet: id }) => id === name);
  if (!vnet) {
    return failed(500, `vnet '${name}' does not exist`);
  }
  if (!maySee(question, vnet)) {
    return forbidden(
      `/sdn/zones/${vnet.zone}/${vnet.vnet}, SDN.Audit|SDN.Allocate`,
    );
  }
  return ok(
    vnet.subnets.map(({ cidr, gateway }) => {
      const [network, mask] = cidr.split('/');
      const id = `${vnet.zone}-${network}-${mask}`;
      return {
        id,
        subnet: id,
        type: 'subnet',
        vnet: vnet.vnet,
        zone: vnet.zone,
        cidr,
        network,
        mask,
        gateway,
        'dhcp-range': [],
        digest: digest(cidr),
      };
    }),
  );
}
