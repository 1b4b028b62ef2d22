import { isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Finding } from '@sankofa/plugin-itops-common';
import { AuditLog } from '../audit';
import { SiteView } from '../site';
import { acknowledged, reopened, suppressed } from './decisions';
import { FindingBoard } from './FindingBoard';
import { FindingNotifier } from './FindingNotifier';
import { FindingStore, Reconciliation, StoredFinding } from './FindingStore';
import { PlannedFinding } from './planFindings';
import { toWireFinding } from './toWireFinding';

const REFUSALS = ['ConflictError', 'InputError', 'NotFoundError'];

interface Options {
  store: FindingStore;
  audit: AuditLog;
  notifier: FindingNotifier;
}

/** Findings: what the site says, and what people decide on it. */
export class FindingService {
  private sent:
    | { view: SiteView; board: FindingBoard; findings: readonly Finding[] }
    | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): FindingService {
    return new FindingService(options);
  }

  /**
   * Brings the findings up to a site of the present and tells people what
   * cannot wait. A site that is older than what was reconciled changes nothing.
   */
  async reconcile(view: SiteView): Promise<Reconciliation> {
    if (view.asOf !== undefined) {
      throw new Error(
        `The site of ${view.asOf} is history: findings follow the present only`,
      );
    }
    const { store, notifier } = this.options;
    const result = await store.reconcile(view, { notify: notifier.enabled });
    await notifier.sendDue();
    return result;
  }

  /**
   * The findings in any state beside a site, as they are sent: those of now, or
   * those of its moment for a site of the past. The same array as long as
   * neither the site of the present nor a finding has changed.
   */
  async of(view: SiteView): Promise<readonly Finding[]> {
    const { store } = this.options;
    const board =
      view.asOf === undefined
        ? await store.current()
        : await store.at(view.asOf);
    if (this.sent?.view === view && this.sent.board === board) {
      return this.sent.findings;
    }
    const findings = board.findings.map(finding =>
      toWireFinding(finding, view),
    );
    if (view.asOf === undefined) {
      this.sent = { view, board, findings };
    }
    return findings;
  }

  /**
   * Somebody knows of it; it stays so until it is resolved or its severity rises.
   *
   * @throws NotFoundError when there is no such finding
   * @throws ConflictError when it has changed since `version`, or is resolved
   */
  async acknowledge(
    id: string,
    decision: { version: number; note?: string },
    actor: string,
  ): Promise<StoredFinding> {
    const { version, note } = decision;
    return this.decide(
      { verb: 'acknowledge', id, version, actor },
      { ...(note !== undefined && { note }) },
      (finding, now) => acknowledged(finding, { note, actor, now }),
    );
  }

  /**
   * Nobody wants to see it until a moment, at most 30 days ahead.
   *
   * @param decision - `until`: ISO-8601
   * @throws InputError when the moment is past, or too far ahead
   * @throws NotFoundError when there is no such finding
   * @throws ConflictError when it has changed since `version`, or is resolved
   */
  async suppress(
    id: string,
    decision: { version: number; until: string; reason: string },
    actor: string,
  ): Promise<StoredFinding> {
    const { version, until, reason } = decision;
    return this.decide(
      { verb: 'suppress', id, version, actor },
      { until, reason },
      (finding, now) => suppressed(finding, { until, reason, actor, now }),
    );
  }

  /**
   * Takes back that it was acknowledged or suppressed.
   *
   * @throws NotFoundError when there is no such finding
   * @throws ConflictError when it has changed since `version`, is open or resolved
   */
  async reopen(
    id: string,
    decision: { version: number; note?: string },
    actor: string,
  ): Promise<StoredFinding> {
    const { version, note } = decision;
    return this.decide(
      { verb: 'reopen', id, version, actor },
      { ...(note !== undefined && { note }) },
      (finding, now) => reopened(finding, { note, actor, now }),
    );
  }

  private async decide(
    request: { verb: string; id: string; version: number; actor: string },
    details: JsonObject,
    decide: (finding: StoredFinding, now: string) => PlannedFinding,
  ): Promise<StoredFinding> {
    const { verb, id, version, actor } = request;
    const action = `finding.${verb}`;
    const { store, audit } = this.options;
    try {
      return await store.decide({
        id,
        version,
        actor,
        action,
        decide,
        details,
      });
    } catch (error) {
      if (isError(error) && REFUSALS.includes(error.name)) {
        await audit.recordAlone({
          actor,
          action,
          subject: `finding:${id.slice(0, 64)}`,
          outcome: 'failure',
          details: { error: error.name, message: error.message.slice(0, 2000) },
        });
      }
      throw error;
    }
  }
}
