import { MoveEdit } from './edits';
import { GateResult } from './gates';
import { NodeChange } from './nodeChanges';
import { PlanWave } from './plan';
import { MoveSimulation, SimulatedMove } from './simulate';
import { PlanWorkload } from './workloads';

/** What a runbook is written from. @public */
export interface RunbookInput {
  wave: PlanWave;
  /** Where the plan was read: `vlan-plan.yaml@1a2b3c4`. */
  sourceRef: string;
  /** ISO-8601 UTC. */
  at: string;
  workloads: readonly PlanWorkload[];
  gates: readonly GateResult[];
  simulation: MoveSimulation;
  nodes: readonly NodeChange[];
}

/** Names of people's making must not become markup or end a cell. */
function text(value: string): string {
  return value.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s+/g, ' ');
}

function code(value: string): string {
  return `\`${value.replace(/`/g, "'").replace(/\s+/g, ' ')}\``;
}

/** Inside a table, a bar ends the cell even in code. */
function cell(value: string): string {
  return value.replace(/(?<!\\)\|/g, '\\|');
}

function table(heads: readonly string[], rows: readonly string[][]): string[] {
  return [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
    '',
  ];
}

function gateLines(gates: readonly GateResult[]): string[] {
  return table(
    ['gate', 'state', 'why'],
    gates.map(({ gate, state, unknown, reason }) => [
      gate,
      unknown ? 'red (unknown)' : state,
      text(reason),
    ]),
  );
}

function change({ from, to }: MoveEdit): string {
  return `${code(from)} → ${
    to === undefined ? '**not assigned yet**' : code(to)
  }`;
}

function editLines(edits: readonly MoveEdit[]): string[] {
  return edits.map(edit => {
    const off = edit.disabled ? ' (switched off)' : '';
    return `- [ ] ${code(edit.ref)} ${text(edit.field)}: ${change(edit)}${off}`;
  });
}

/** The vmid of `guest:pve-b/101/net0`, which is what commands on a node want. */
function vmidOf({ guestId }: SimulatedMove): string {
  return guestId.slice(guestId.lastIndexOf('/') + 1);
}

function moveLines(
  move: SimulatedMove,
  edits: readonly MoveEdit[],
  workload: PlanWorkload | undefined,
): string[] {
  const net = move.ref.slice(move.ref.lastIndexOf('/') + 1);
  const own = edits.filter(
    ({ kind, ref }) => kind === 'guest-config' && ref === move.ref,
  );
  const froms = move.from.addresses;
  const pointing = edits.filter(
    ({ kind, from }) =>
      kind !== 'guest-config' && kind !== 'switch-port' && froms.includes(from),
  );
  const node = workload?.node === undefined ? '' : ` on ${code(workload.node)}`;
  return [
    `### ${text(move.label)}`,
    '',
    `VLAN ${move.from.vid ?? 'unknown'} → ${move.to.vid}, owner ${text(
      move.ownerRef ?? 'unknown',
    )}.`,
    '',
    `- [ ] keep its configuration${node}: ${code(
      `(qm config ${vmidOf(move)} 2>/dev/null || pct config ${vmidOf(
        move,
      )}) | tee ${vmidOf(move)}.before`,
    )}`,
    ...(own.length > 0
      ? [
          `- [ ] in ${code(
            net,
          )} change only this, and keep every other option of the line:`,
          ...own.map(edit => `  - ${text(edit.field)}: ${change(edit)}`),
        ]
      : ['- [ ] nothing to change on the guest itself']),
    ...editLines(pointing),
    `- [ ] check: it answers at ${
      move.to.addresses.map(code).join(', ') ||
      '**an address not assigned yet**'
    }, and its gateway answers from inside`,
    '',
  ];
}

function rollback(
  simulation: MoveSimulation,
  workloads: readonly PlanWorkload[],
): string[] {
  const back = (edit: MoveEdit) =>
    `${code(edit.ref)} ${text(edit.field)} back to ${code(edit.from)}`;
  const steps = [...simulation.moves].reverse().flatMap(move => {
    const pointing = simulation.edits.filter(
      ({ kind, from }) =>
        kind !== 'guest-config' &&
        kind !== 'switch-port' &&
        move.from.addresses.includes(from),
    );
    const own = simulation.edits.filter(
      ({ kind, ref }) => kind === 'guest-config' && ref === move.ref,
    );
    return [...pointing.reverse(), ...own.reverse()].map(back);
  });
  const trunks = simulation.edits
    .filter(({ kind }) => kind === 'switch-port')
    .map(back);
  const all = [...steps, ...trunks.reverse()];
  return all.length > 0 || workloads.length === 0
    ? all.map((step, index) => `${index + 1}. ${step}`)
    : ['Nothing is changed, so nothing has to be taken back.'];
}

/**
 * The ticket's text: gates, order, checks, edits, and the order in which all of it
 * is taken back. Markdown; every name in it is escaped.
 * @public
 */
export function writeRunbook(input: RunbookInput): string {
  const { wave, sourceRef, at, workloads, gates, simulation, nodes } = input;
  const count = (wanted: string) =>
    simulation.hostnames.filter(({ verdict }) => verdict === wanted).length;
  const hit = simulation.hostnames.filter(
    ({ reason }) => reason !== 'not-affected',
  );
  const trunks = simulation.edits.filter(({ kind }) => kind === 'switch-port');
  const byRef = new Map(workloads.map(item => [item.ref, item]));
  const devices = workloads.filter(
    ({ kind, state }) => kind === 'device' && state !== 'done',
  );
  return [
    `# Wave ${text(wave.id)}: ${text(wave.title)}`,
    '',
    `Plan ${code(
      sourceRef,
    )}, written ${at} from what was known then. Write it anew before you start.`,
    '',
    '## Gates',
    '',
    ...gateLines(gates),
    '## What happens to host names',
    '',
    `${count('broken')} break until their edits are made, ${count(
      'unknown',
    )} are unknown, ${count('kept')} stay.`,
    '',
    ...(hit.length > 0
      ? table(
          ['host name', 'now', 'after the edits', 'why'],
          hit.map(({ hostname, verdict, reason, afterEdits }) => [
            text(hostname),
            verdict,
            afterEdits.verdict,
            reason,
          ]),
        )
      : []),
    '## 1. Before',
    '',
    ...(trunks.length > 0
      ? editLines(trunks)
      : ['- [ ] no switch port has to be changed']),
    ...simulation.owners.map(
      ({ ownerRef }) => `- [ ] tell ${text(ownerRef)} when it starts`,
    ),
    ...nodes
      .filter(({ state }) => state !== 'clear')
      .map(({ node, why }) => `- [ ] node ${code(node)}: ${text(why)}`),
    '',
    '## 2. Move, in this order',
    '',
    ...simulation.moves.flatMap(move =>
      moveLines(move, simulation.edits, byRef.get(move.ref)),
    ),
    ...devices.flatMap(({ label, addresses, target }) => [
      `### ${text(label)}`,
      '',
      `- [ ] by hand: ${
        addresses.map(code).join(', ') || 'address unknown'
      } → VLAN ${target.vid}, ${
        target.address === undefined
          ? `an address of ${target.prefix}`
          : code(target.address)
      }`,
      '',
    ]),
    '## 3. After',
    '',
    '- [ ] collect every source, and compare the host names with the table above',
    '- [ ] mark the wave as verified',
    '',
    '## Rollback, in this order',
    '',
    ...rollback(simulation, workloads),
    '',
  ].join('\n');
}
