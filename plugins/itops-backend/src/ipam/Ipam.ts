import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { SiteService } from '../site';
import { ImportService } from './ImportService';
import { IpamReader } from './IpamReader';
import { IpamRecords } from './IpamRecords';
import { NextFreeService } from './NextFreeService';
import { RequestService } from './RequestService';
import { ReshapeService } from './ReshapeService';
import { Sightings } from './Sightings';
import { sweepExpired } from './expiry';

interface Options {
  knex: Knex;
  audit: AuditLog;
  sites: SiteService;
  reader: IpamReader;
}

/** The parts of address management. */
export class Ipam {
  readonly reader: IpamReader;
  readonly records: IpamRecords;
  readonly nextFree: NextFreeService;
  readonly requests: RequestService;
  readonly reshapes: ReshapeService;
  readonly imports: ImportService;
  readonly sightings: Sightings;

  private constructor(private readonly options: Options) {
    const { knex, audit, sites, reader } = options;
    this.reader = reader;
    this.records = IpamRecords.create({ knex, audit });
    this.nextFree = NextFreeService.create({
      sites,
      reader,
      records: this.records,
    });
    this.requests = RequestService.create({
      knex,
      audit,
      nextFree: this.nextFree,
    });
    this.reshapes = ReshapeService.create({ knex, audit });
    this.imports = ImportService.create({ knex, audit });
    this.sightings = Sightings.create({ knex });
  }

  static create(options: Options): Ipam {
    return new Ipam(options);
  }

  /** Gives expired reservations back every minute, once in the whole fleet. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'itops:ipam-expiry',
      scope: 'global',
      frequency: { minutes: 1 },
      initialDelay: { seconds: 30 },
      timeout: { minutes: 5 },
      fn: async () => {
        await sweepExpired(this.options.knex);
      },
    });
  }
}
