import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import { World, generateWorld, writeEtcPve } from '@sankofa/lab';
import { TestSshd, startSshd } from '@sankofa/plugin-itops-node/testUtils';
import { ReasonCode, ScopeSnapshot } from '@sankofa/site-model';
import { FaultBed, FaultCase, everything } from './FaultCase';
import { FaultyPort, PortFault } from './FaultyPort';
import { CommandFault, SshMachine } from './SshMachine';
import {
  CLUSTER,
  LabBed,
  collectorsOf,
  declaredSources,
  startLabBed,
} from './labBed';
import { pveshAnswers } from './pveshAnswers';

/** A login and one process for each guest take their time on a busy machine. */
const TIMEOUT_SECONDS = 4;
const LIST = '/cluster/resources';

/** Few guests, for each costs a process; two share an address, so that there is a finding. */
function smallSite(): World {
  return generateWorld({ guests: 10, nodes: 2, duplicates: 1, machines: 0 });
}

/** Guest files come all at once, so none of them can be read. */
function guestFiles({ scope, pass }: ScopeSnapshot): boolean {
  return pass === 'inventory' && scope.startsWith('guest:');
}

function belowNodes({ scope, pass }: ScopeSnapshot): boolean {
  return (
    scope.startsWith('node:') ||
    (pass === 'addresses' && scope.startsWith('guest:'))
  );
}

const SPOILED: [CommandFault, ReasonCode[]][] = [
  ['hang', ['timeout']],
  ['exit', ['http-error', 'guest-unreadable', 'invalid-answer']],
  ['killed', ['unreachable']],
  ['truncated', ['invalid-answer']],
  ['html', ['invalid-answer']],
  ['empty', ['invalid-answer', 'guest-unreadable']],
  ['slow-drip', ['timeout']],
  ['endless', ['too-large', 'timeout', 'invalid-answer']],
];

/** A small cluster, read over SSH from one of its nodes. */
export async function startSshBed(): Promise<FaultBed> {
  const bed = await startLabBed({
    world: smallSite(),
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  const machine = await SshMachine.create(path.join(bed.folder, 'machine'));
  await machine.answer(await pveshAnswers(bed.lab));
  await writeEtcPve(bed.lab.world, machine.root);
  const environment = { PATH: `${machine.bin}:${process.env.PATH}` };
  const sshd = await startSshd({ environment });
  const stranger = await startSshd();
  const port = await FaultyPort.open(sshd.port, stranger.port);
  const keyFile = path.join(bed.folder, 'key');
  await writeFile(keyFile, sshd.privateKey, { mode: 0o600 });
  const source = sourceOf({ bed, machine, sshd, port, keyFile });
  return {
    title: 'proxmox over SSH',
    cases: [
      ...wayCases(port),
      ...keyCases(keyFile, sshd),
      ...commandCases(machine),
      ...listCases(machine, bed),
    ],
    collectors: () =>
      collectorsOf({ proxmox: [source], declared: declaredSources(bed) }),
    // The first line of the key itself, after its heading.
    secrets: [sshd, stranger].map(
      ({ privateKey }) => privateKey.split('\n')[2],
    ),
    async close() {
      await port.close();
      await sshd.stop();
      await stranger.stop();
      await bed.close();
    },
  };
}

function sourceOf(parts: {
  bed: LabBed;
  machine: SshMachine;
  sshd: TestSshd;
  port: FaultyPort;
  keyFile: string;
}): JsonObject {
  const { bed, machine, sshd, port, keyFile } = parts;
  const { schedule } = bed;
  return {
    id: 'pve-main',
    transport: 'ssh',
    ssh: {
      host: '127.0.0.1',
      port: port.port,
      user: sshd.username,
      privateKeyFile: keyFile,
      hostKey: sshd.hostKey,
      root: machine.root,
      pvesh: machine.pvesh,
    },
    schedule,
    addresses: { schedule },
  };
}

/** What goes wrong on the way. */
function wayCases(port: FaultyPort): FaultCase[] {
  const faults: [string, PortFault, ReasonCode[]][] = [
    ['refused connections', 'refuse', ['unreachable']],
    ['a peer that says nothing', 'silent', ['timeout']],
    ['changed host key', 'other-host', ['host-key-changed']],
    ['sessions that break', 'cut', ['unreachable']],
  ];
  return faults.map(([name, fault, reasons]) => ({
    name,
    sourceId: CLUSTER,
    inject: () => port.break(fault),
    repair: () => port.repair(),
    hits: everything,
    reasons,
  }));
}

function keyCases(keyFile: string, sshd: TestSshd): FaultCase[] {
  return [
    {
      name: 'a key that is not let in',
      sourceId: CLUSTER,
      inject: () => writeFile(keyFile, sshd.otherPrivateKey),
      repair: () => writeFile(keyFile, sshd.privateKey),
      hits: everything,
      reasons: ['unauthorized'],
    },
  ];
}

function commandCases(machine: SshMachine): FaultCase[] {
  const places = [
    {
      place: 'the list of guests',
      target: { program: 'pvesh', below: LIST },
      hits: everything,
    },
    {
      place: 'nodes and interfaces',
      target: { program: 'pvesh', below: '/nodes/' },
      hits: belowNodes,
    },
    { place: 'guest files', target: { program: 'tar' }, hits: guestFiles },
  ] as const;
  return SPOILED.flatMap(([fault, reasons]) =>
    // A drip looks everywhere like a command that hangs, and takes as long.
    places
      .slice(0, fault === 'slow-drip' ? 1 : undefined)
      .map(({ place, target, hits }) => ({
        name: `${fault}: ${place}`,
        sourceId: CLUSTER,
        inject: () => machine.break(fault, target),
        repair: () => machine.repair(),
        hits,
        reasons,
      })),
  );
}

/** Sound answers that show less than there was. */
function listCases(machine: SshMachine, { lab }: LabBed): FaultCase[] {
  return [
    {
      name: 'zero guests suddenly',
      sourceId: CLUSTER,
      async inject() {
        await lab.inject({ kind: 'zero-guests' });
        await machine.answer(await pveshAnswers(lab));
      },
      async repair() {
        await lab.repair();
        await machine.answer(await pveshAnswers(lab));
      },
      hits: ({ scope }) => scope === 'source',
      reasons: ['suspicious-removal'],
    },
  ];
}
