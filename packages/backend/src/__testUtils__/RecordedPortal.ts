import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import itopsPlugin from '@sankofa/plugin-itops-backend';
import itopsModuleDeclared from '@sankofa/plugin-itops-backend-module-declared';
import itopsModuleNeighbours from '@sankofa/plugin-itops-backend-module-neighbours';
import itopsModuleNpm from '@sankofa/plugin-itops-backend-module-npm';
import itopsModuleProxmox from '@sankofa/plugin-itops-backend-module-proxmox';
import itopsModuleUnifi from '@sankofa/plugin-itops-backend-module-unifi';
import {
  AddressRow,
  Finding,
  ForwardRow,
  GuestRow,
  ItopsClient,
  NodeRow,
  PathRow,
  SourceView,
  SwitchView,
} from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';

const LOOK_MS = 20;
const PATIENCE_MS = 30_000;
const EVERYTHING = 500;
const STATES = ['open', 'acknowledged', 'suppressed', 'resolved'];

/** Everything that the API says of the site at one moment. */
export interface Answers {
  guests: GuestRow[];
  nodes: NodeRow[];
  addresses: AddressRow[];
  paths: PathRow[];
  switches: SwitchView[];
  forwards: ForwardRow[];
  sources: SourceView[];
  /** In any state. */
  findings: Finding[];
  /** Of what the catalog keeps a copy of. */
  etag: string;
}

function clientOf(baseUrl: string, headers: Record<string, string> = {}) {
  return new ItopsClient({
    discoveryApi: { getBaseUrl: async () => baseUrl },
    fetchApi: {
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...init?.headers, ...headers } }),
    },
  });
}

/** The itops plugin with the real connectors, over HTTP, on a database of the test. */
export class RecordedPortal {
  private constructor(
    readonly client: ItopsClient,
    private readonly baseUrl: string,
    private readonly knex: Knex,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(options: {
    knex: Knex;
    config: JsonObject;
  }): Promise<RecordedPortal> {
    const { knex, config } = options;
    const backend = await startTestBackend({
      features: [
        itopsPlugin,
        itopsModuleProxmox,
        itopsModuleDeclared,
        itopsModuleNpm,
        itopsModuleUnifi,
        itopsModuleNeighbours,
        mockServices.database.factory({ knex }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        // Changes, "collect now" among them, are refused while permissions are off.
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true }, ...config },
        }),
      ],
    });
    const baseUrl = `http://127.0.0.1:${backend.server.port()}/api/itops`;
    return new RecordedPortal(clientOf(baseUrl), baseUrl, knex, () =>
      backend.stop(),
    );
  }

  /** The client of another person. */
  as(userEntityRef: string): ItopsClient {
    return clientOf(this.baseUrl, {
      authorization: mockCredentials.user.header(userEntityRef),
    });
  }

  /** One run of every pass, until site and findings are those of these runs. */
  async collect(): Promise<void> {
    const before = await this.finishedRuns();
    await this.client.refresh();
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const runs = await this.finishedRuns();
      const judged = await this.judgedRuns();
      const behind = Object.entries(runs).filter(
        ([pass, run]) => run === before[pass] || judged[pass] !== run,
      );
      if (behind.length === 0) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`not collected and judged in time: ${behind.join()}`);
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  }

  async answers(): Promise<Answers> {
    const { client } = this;
    const limit = EVERYTHING;
    const pages = [
      await client.guests({ limit }),
      await client.nodes({ limit }),
      await client.addresses({ limit }),
      await client.paths({ limit }),
      await client.findings({ limit, state: STATES }),
    ] as const;
    if (pages.some(({ nextCursor }) => nextCursor !== undefined)) {
      throw new Error('the recorded site has outgrown one page');
    }
    const [guests, nodes, addresses, paths, findings] = pages;
    const site = await client.site();
    return {
      guests: guests.items,
      nodes: nodes.items,
      addresses: addresses.items,
      paths: paths.items,
      switches: (await client.ports()).items,
      forwards: (await client.forwards()).items,
      findings: findings.items,
      sources: (await client.sources()).items,
      etag: site.etag ?? '',
    };
  }

  private async finishedRuns(): Promise<Record<string, number>> {
    const rows = await this.knex('source_passes').select();
    return Object.fromEntries(
      rows.map(row => [`${row.source_id} ${row.pass}`, +row.finished_run]),
    );
  }

  private async judgedRuns(): Promise<Record<string, number>> {
    const row = await this.knex('boards').where({ name: 'findings' }).first();
    return row.runs;
  }
}
