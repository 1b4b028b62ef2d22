import {
  ActiveFault,
  AnswerFaultKind,
  ConnectionFaultKind,
  Fault,
  FaultKind,
  WorkFaultKind,
  faultSchema,
  isAnswerFault,
} from './fault';

/** What shall go wrong with the answer to a call. */
export interface AnswerFault {
  kind: AnswerFaultKind;
  /** Whether a call that writes is executed all the same. */
  executed: boolean;
}

/** A call that is refused before anything happens. */
const NOT_EXECUTED: FaultKind[] = ['401', '403', '595'];

/** The faults that are there now. */
export class FaultBoard {
  private readonly faults = new Map<string, ActiveFault>();
  private lastId = 0;

  private constructor() {}

  static create(): FaultBoard {
    return new FaultBoard();
  }

  add(fault: Fault): ActiveFault {
    this.lastId += 1;
    const active = { ...faultSchema.parse(fault), id: `${this.lastId}` };
    this.faults.set(active.id, active);
    return active;
  }

  /** @returns whether there was such a fault */
  remove(id: string): boolean {
    return this.faults.delete(id);
  }

  clear(): void {
    this.faults.clear();
  }

  active(): ActiveFault[] {
    return [...this.faults.values()];
  }

  hasConnectionFault(kind: ConnectionFaultKind, node: string): boolean {
    return this.active().some(
      fault => fault.kind === kind && (fault.node ?? node) === node,
    );
  }

  /** What shall go wrong with this call, if anything. Counts the calls that pass. */
  answerFault(
    node: string,
    path: string,
    method: string = 'GET',
  ): AnswerFault | undefined {
    const hit = this.hit(
      fault =>
        isAnswerFault(fault.kind) &&
        (fault.node ?? node) === node &&
        (fault.method ?? method) === method &&
        path.startsWith(fault.path ?? '/') &&
        (fault.vmid === undefined ||
          new RegExp(`^/nodes/[^/]+/(lxc|qemu)/${fault.vmid}(/|$)`).test(path)),
    );
    return (
      hit && {
        kind: hit.kind as AnswerFaultKind,
        executed: hit.executed ?? !NOT_EXECUTED.includes(hit.kind),
      }
    );
  }

  /** What shall go wrong with work on a guest, and with this type of task. */
  workFault(
    kind: WorkFaultKind,
    vmid: number,
    task?: string,
  ): ActiveFault | undefined {
    return this.hit(
      fault =>
        fault.kind === kind &&
        (fault.vmid ?? vmid) === vmid &&
        (fault.task ?? task) === task,
    );
  }

  /** How far the clock of a node is ahead, in milliseconds. */
  clockOffMs(node: string): number {
    return this.active()
      .filter(fault => fault.kind === 'clock-off')
      .filter(fault => (fault.node ?? node) === node)
      .reduce((sum, { ms }) => sum + ms, 0);
  }

  private hit(fits: (fault: ActiveFault) => boolean): ActiveFault | undefined {
    for (const fault of this.faults.values()) {
      if (fits(fault) && fault.skip > 0) {
        fault.skip -= 1;
      } else if (fits(fault)) {
        this.countHit(fault);
        return fault;
      }
    }
    return undefined;
  }

  private countHit(fault: ActiveFault): void {
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) {
        this.faults.delete(fault.id);
      }
    }
  }
}
