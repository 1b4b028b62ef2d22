import {
  ActiveFault,
  AnswerFaultKind,
  ConnectionFaultKind,
  Fault,
  faultSchema,
  isAnswerFault,
} from './fault';

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
  answerFault(node: string, path: string): AnswerFaultKind | undefined {
    for (const fault of this.faults.values()) {
      const hit =
        isAnswerFault(fault.kind) &&
        (fault.node ?? node) === node &&
        path.startsWith(fault.path ?? '/') &&
        (fault.vmid === undefined ||
          new RegExp(`^/nodes/[^/]+/(lxc|qemu)/${fault.vmid}/`).test(path));
      if (hit && fault.skip > 0) {
        fault.skip -= 1;
      } else if (hit) {
        return fault.kind as AnswerFaultKind;
      }
    }
    return undefined;
  }
}
