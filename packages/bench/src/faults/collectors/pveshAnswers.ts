import { HttpClient } from '@sankofa/plugin-itops-node';
import { Lab } from '@sankofa/lab';

/** Paths that do not depend on the site. */
const CLUSTER_WIDE = [
  '/version',
  '/cluster/status',
  '/cluster/resources',
  '/cluster/sdn/vnets',
];
const OF_NODE = ['network', 'status', 'storage', 'subscription'];

/** What `pvesh get` prints on a node of the lab: the same as its API answers, by path. */
export async function pveshAnswers(lab: Lab): Promise<Map<string, unknown>> {
  const { nodes, guests, vnets } = lab.world;
  const paths = [
    ...CLUSTER_WIDE,
    ...vnets.map(({ vnet }) => `/cluster/sdn/vnets/${vnet}/subnets`),
    ...nodes.flatMap(({ name }) =>
      OF_NODE.map(answer => `/nodes/${name}/${answer}`),
    ),
    ...guests.map(({ node, type, vmid }) =>
      type === 'lxc'
        ? `/nodes/${node}/lxc/${vmid}/interfaces`
        : `/nodes/${node}/qemu/${vmid}/agent/network-get-interfaces`,
    ),
  ];
  const [{ url, fingerprint }] = lab.nodes;
  const client = HttpClient.create({
    baseUrl: `${url}/api2/json`,
    tls: { fingerprints: [fingerprint] },
    headers: { authorization: `PVEAPIToken=${lab.token()}` },
  });
  try {
    const answers = new Map<string, unknown>();
    for (const path of paths) {
      const { status, body } = await client.get(path);
      if (status === 200) {
        answers.set(path, JSON.parse(body).data);
      }
    }
    return answers;
  } finally {
    await client.close();
  }
}
