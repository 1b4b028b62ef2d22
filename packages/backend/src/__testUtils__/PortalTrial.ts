import {
  RecordedSite,
  RecordedWay,
} from '@sankofa/plugin-itops-node/testUtils';
import { Knex } from 'knex';
import { FaultyWorld } from './FaultyWorld';
import { Answers, RecordedPortal } from './RecordedPortal';
import { FaultCase } from './faultCases';

/** More than the complete runs after which a thing is retired. */
const FAULTY_RUNS = 3;
const MEMBERS = ['r630-03', 'ml110'];
const SHORT_PATIENCE = { requestTimeout: { seconds: 1 } };

/** A portal on one database that sees the site sound, faulty and sound again. */
export class PortalTrial {
  private constructor(
    private readonly world: FaultyWorld,
    private readonly knex: Knex,
    private readonly fault: Partial<FaultCase>,
    private portal: RecordedPortal,
  ) {}

  /**
   * @param folder - an empty one, for files
   * @param fault - nothing: all stays sound
   */
  static async create(options: {
    sound: RecordedSite;
    knex: Knex;
    folder: string;
    fault?: FaultCase;
  }): Promise<PortalTrial> {
    const { sound, knex, folder, fault = {} as Partial<FaultCase> } = options;
    const world = await FaultyWorld.create({
      fault,
      sound,
      members: isSlowCluster(fault) ? MEMBERS.slice(1) : MEMBERS,
      folder,
    });
    const config = configOf(world, fault, {});
    const portal = await RecordedPortal.start({ knex, config });
    return new PortalTrial(world, knex, fault, portal);
  }

  /** What is said after a run of every pass. */
  async run(): Promise<Answers> {
    await this.portal.collect();
    return this.portal.answers();
  }

  /** What is said after several runs of every pass with the fault. */
  async runWithFault(): Promise<Answers> {
    await this.world.break();
    await this.restart(this.fault.way);
    for (let run = 1; run < FAULTY_RUNS; run++) {
      await this.portal.collect();
    }
    return this.run();
  }

  async runMended(): Promise<Answers> {
    await this.world.mend();
    await this.restart(this.fault.way && {});
    return this.run();
  }

  /** Facts and scopes that ended without a successor. */
  async vanished(): Promise<string[]> {
    const { rows } = await this.knex.raw(
      `SELECT source_id || ' ' || scope || ' ' || kind || ' ' || key AS what
       FROM observations GROUP BY source_id, pass, scope, kind, key
       HAVING every(ended_at IS NOT NULL)
       UNION ALL
       SELECT source_id || ' ' || scope
       FROM scope_states GROUP BY source_id, pass, scope
       HAVING every(ended_at IS NOT NULL)`,
    );
    return rows.map(({ what }: { what: string }) => what);
  }

  /** Resolves to how many writes the faulty servers were asked for. */
  async stop(): Promise<number> {
    await this.portal.stop();
    return this.world.stop();
  }

  /** Other accounts take another start. */
  private async restart(way: RecordedWay | undefined): Promise<void> {
    if (way) {
      await this.portal.stop();
      const config = configOf(this.world, this.fault, way);
      this.portal = await RecordedPortal.start({ knex: this.knex, config });
    }
  }
}

function kindOf({ source = '' }: Partial<FaultCase>): string {
  return source.slice(0, source.indexOf('/'));
}

function isSlowCluster(fault: Partial<FaultCase>): boolean {
  return fault.waits === true && kindOf(fault) === 'proxmox';
}

function configOf(
  world: FaultyWorld,
  fault: Partial<FaultCase>,
  way: RecordedWay,
) {
  return world.config(
    way,
    fault.waits ? { [kindOf(fault)]: SHORT_PATIENCE } : {},
  );
}
