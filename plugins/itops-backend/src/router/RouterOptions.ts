import { AuditLedger, AuditLog } from '../audit';
import { CapacityService } from '../capacity';
import { Changes } from '../changes';
import { CollectionRunner } from '../collection';
import { FindingService } from '../findings';
import { Ipam } from '../ipam';
import { ChangeReader } from '../observations';
import { PortImportService, PortRecordService } from '../ports';
import { PatchService } from '../remedies';
import { RemovalService } from '../removals';
import { SiteService } from '../site';
import { ConfiguredPass, HealthService, RunReader } from '../sources';
import { StepUpDoor } from '../stepUp';
import { VlanPlanService } from '../vlans';
import { Guard } from './Guard';
import { Reads } from './Reads';

/** What the routes delegate to. */
export interface RouterOptions {
  guard: Guard;
  reads: Reads;
  sites: SiteService;
  findings: FindingService;
  patches: PatchService;
  /** What was observed to differ. */
  changes: ChangeReader;
  /** What people want to be different. */
  changeRequests: Changes;
  /** Absent where no identity provider is configured. */
  stepUp?: StepUpDoor;
  runs: RunReader;
  passes: readonly ConfiguredPass[];
  removals: RemovalService;
  portRecords: PortRecordService;
  portImports: PortImportService;
  vlanPlan: VlanPlanService;
  ipam: Ipam;
  runner: CollectionRunner;
  capacity: CapacityService;
  health: HealthService;
  audit: AuditLog;
  ledger: AuditLedger;
}
