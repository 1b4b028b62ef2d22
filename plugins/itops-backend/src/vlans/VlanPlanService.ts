import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  VlanPlanAnswer,
  VlanPlanWaiver,
  acknowledgeWaveRequestSchema,
  requestWaiverSchema,
  simulateMovesRequestSchema,
  verifyWaveRequestSchema,
} from '@sankofa/plugin-itops-common';
import {
  GateId,
  MoveSimulation,
  PlanWorkload,
  Subjects,
  VlanMove,
  cidrContains,
  parseAddress,
  parseCidr,
  simulateMoves,
  writeRunbook,
} from '@sankofa/site-model';
import { z } from 'zod';
import { Picture } from '../views';
import { answerOf } from '../views/answer';
import { pathBook } from '../views/rows/pathBook';
import { PlanBook, WaveOnSite } from './PlanBook';
import { PlanDecisionStore } from './PlanDecisionStore';
import { PlanFile, PlanState } from './PlanFile';
import { boardOf, gatesOf, waiverView } from './board';

type MovesRequest = z.output<typeof simulateMovesRequestSchema>;

interface Options {
  file: PlanFile;
  store: PlanDecisionStore;
  waiverMaxDays: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

type ReadPlan = Extract<PlanState, { status: 'read' }>;

/** The VLAN plan on the site: its board, what people decide, and what would break. */
export class VlanPlanService {
  private kept: { state: ReadPlan; book: PlanBook } | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): VlanPlanService {
    return new VlanPlanService(options);
  }

  /** The board. That there is no plan, or none that can be read, is an answer. */
  async board(picture: Picture): Promise<VlanPlanAnswer> {
    const state = await this.options.file.current();
    const head = { ...answerOf(picture), status: state.status };
    const empty = {
      problems: state.status === 'invalid' ? state.problems : [],
      waves: [],
      flows: [],
      nodes: [],
      overlaps: [],
      unmatched: [],
      emptySelectors: [],
    };
    if (state.status !== 'read') {
      const message =
        state.status === 'unreadable' ? { message: state.message } : {};
      return { ...head, ...empty, ...message };
    }
    const { title, freshMinutes, current } = state.plan;
    const { sourceRef, readAt } = state;
    return {
      ...head,
      problems: [],
      plan: {
        sourceRef,
        readAt,
        ...(title !== undefined && { title }),
        freshMinutes,
        current,
      },
      ...boardOf(await this.input(picture, this.bookOf(state, picture))),
    };
  }

  /** @throws NotFoundError, ConflictError, ServiceUnavailableError when there is no plan to speak of */
  async workloads(picture: Picture): Promise<readonly PlanWorkload[]> {
    return (await this.book(picture)).book.planned.workloads;
  }

  /** @throws NotFoundError also when the plan has no such wave */
  async simulateWave(picture: Picture, wave: string): Promise<MoveSimulation> {
    return waveOf((await this.book(picture)).book, wave).simulation;
  }

  /** @throws InputError when a move names nothing that is there */
  simulate(picture: Picture, { moves }: MovesRequest): MoveSimulation {
    const { site } = picture;
    const subjects = Subjects.create(site);
    const resolved = moves.map(({ guest: ref, net, ...move }): VlanMove => {
      const guest = site.guests.find(
        item => subjects.guest(item) === ref || item.id === ref,
      );
      if (!guest) {
        throw new InputError(
          `There is no guest ${ref}; name it as paths do, such as guest:7801`,
        );
      }
      return { guestId: guest.id, interfaceId: net, ...targetOf(move) };
    });
    try {
      return simulateMoves(site, picture.view.derive(pathBook), resolved);
    } catch (error) {
      if (error instanceof RangeError) {
        throw new InputError(`This cannot be moved: ${error.message}`);
      }
      throw error;
    }
  }

  /** Markdown for the ticket. */
  async runbook(picture: Picture, wave: string): Promise<string> {
    const { book, state } = await this.book(picture);
    const item = waveOf(book, wave);
    const input = await this.input(picture, book);
    return writeRunbook({
      wave: item.wave,
      sourceRef: state.sourceRef,
      at: input.now,
      workloads: item.workloads,
      gates: gatesOf(item, input),
      simulation: item.simulation,
      nodes: book.nodes,
    });
  }

  /**
   * A person says yes for a team.
   *
   * @throws InputError when the wave does nothing with that team's things
   * @throws ConflictError when it was said already
   */
  async acknowledge(
    picture: Picture,
    wave: string,
    request: z.output<typeof acknowledgeWaveRequestSchema>,
    actor: string,
  ): Promise<void> {
    const { book, state } = await this.book(picture);
    const item = waveOf(book, wave);
    const { ownerRef, note } = request;
    const { owners } = item.simulation;
    if (!owners.some(owner => owner.ownerRef === ownerRef)) {
      throw new InputError(
        `Wave ${wave} touches nothing of ${ownerRef}; it asks ${
          owners.map(owner => owner.ownerRef).join(', ') || 'nobody'
        }`,
      );
    }
    await this.options.store.decide({
      kind: 'acknowledged',
      wave,
      ownerRef,
      substance: item.substance,
      sourceRef: state.sourceRef,
      ...(note !== undefined && { note }),
      by: actor,
    });
  }

  /**
   * A person says that a wave is done.
   *
   * @throws ConflictError that names what is not done, cannot be read, or is too old
   */
  async verify(
    picture: Picture,
    wave: string,
    request: z.output<typeof verifyWaveRequestSchema>,
    actor: string,
  ): Promise<void> {
    const { book, state } = await this.book(picture);
    const item = waveOf(book, wave);
    const { note, byHand } = request;
    const input = await this.input(picture, book);
    const gates = gatesOf(item, input);
    const wanted: GateId[] = ['evidence-fresh', 'earlier-waves-verified'];
    const obstacles = [
      ...gates
        .filter(({ gate, state: is }) => is === 'red' && wanted.includes(gate))
        .map(({ reason }) => reason),
      ...item.workloads
        .filter(
          ({ state: is, ref }) =>
            is === 'to-move' || (is === 'unknown' && !byHand.includes(ref)),
        )
        .map(({ label, state: is }) =>
          is === 'to-move'
            ? `${label} is not where it should be`
            : `nobody can read where ${label} is; look at it by hand and say so`,
        ),
    ];
    if (obstacles.length > 0) {
      throw new ConflictError(
        `Wave ${wave} cannot be verified: ${obstacles.slice(0, 10).join('; ')}`,
      );
    }
    const hands = byHand.length > 0 ? `by hand: ${byHand.join(', ')}` : '';
    const said = [note, hands].filter(Boolean).join('\n');
    await this.options.store.decide({
      kind: 'verified',
      wave,
      ownerRef: '',
      substance: item.substance,
      sourceRef: state.sourceRef,
      ...(said !== '' && { note: said.slice(0, 4000) }),
      by: actor,
    });
  }

  /**
   * The first of two persons asks to go on in spite of a red gate.
   *
   * @throws ConflictError when the gate is green
   * @throws InputError when it would last too long
   */
  async requestWaiver(
    picture: Picture,
    wave: string,
    request: z.output<typeof requestWaiverSchema>,
    actor: string,
  ): Promise<VlanPlanWaiver> {
    const { book } = await this.book(picture);
    const item = waveOf(book, wave);
    const input = await this.input(picture, book);
    const gate = gatesOf(item, input).find(
      ({ gate: id }) => id === request.gate,
    );
    if (gate?.state === 'green') {
      throw new ConflictError(
        `${request.gate} of wave ${wave} is green; there is nothing to waive`,
      );
    }
    const { substance } = item;
    const stored = await this.options.store.requestWaiver(
      { ...request, wave, substance, requestedBy: actor },
      this.options.waiverMaxDays,
    );
    return waiverView(stored, substance, this.now());
  }

  /** The second person. */
  async approveWaiver(
    picture: Picture,
    id: string,
    actor: string,
  ): Promise<VlanPlanWaiver> {
    return this.waiver(
      picture,
      await this.options.store.approveWaiver(id, actor),
    );
  }

  async withdrawWaiver(
    picture: Picture,
    id: string,
    actor: string,
  ): Promise<VlanPlanWaiver> {
    return this.waiver(
      picture,
      await this.options.store.withdrawWaiver(id, actor),
    );
  }

  private async waiver(
    picture: Picture,
    stored: Parameters<typeof waiverView>[0],
  ): Promise<VlanPlanWaiver> {
    const state = await this.options.file.current();
    const wave =
      state.status === 'read'
        ? this.bookOf(state, picture).waves.find(
            item => item.wave.id === stored.wave,
          )
        : undefined;
    return waiverView(stored, wave?.substance, this.now());
  }

  private async book(picture: Picture) {
    const state = await this.options.file.current();
    switch (state.status) {
      case 'read':
        return { state, book: this.bookOf(state, picture) };
      case 'none':
        throw new NotFoundError(
          'No VLAN plan is configured; name its file under itops.vlanPlan.path or itops.vlanPlan.url',
        );
      case 'unreadable':
        throw new ServiceUnavailableError(state.message);
      default: {
        const [{ file, line, field, message }] = state.problems;
        throw new ConflictError(
          `The VLAN plan is not valid: ${file}:${line} ${field} ${message}`,
        );
      }
    }
  }

  /** Worked out once for a plan on a site; both are replaced as a whole. */
  private bookOf(state: ReadPlan, { view }: Picture): PlanBook {
    const { kept } = this;
    if (kept?.book.view === view && kept.state.sourceRef === state.sourceRef) {
      return kept.book;
    }
    const book = PlanBook.create(state.plan, view);
    if (view.asOf === undefined) {
      this.kept = { state, book };
    }
    return book;
  }

  private async input({ view }: Picture, book: PlanBook) {
    const { asOf, site } = view;
    return {
      book,
      decisions: await this.options.store.all(asOf),
      now: asOf === undefined ? this.now() : site.at,
    };
  }

  private now(): string {
    return new Date(this.options.now?.() ?? Date.now()).toISOString();
  }
}

function waveOf(book: PlanBook, id: string): WaveOnSite {
  const found = book.waves.find(({ wave }) => wave.id === id);
  if (!found) {
    throw new NotFoundError(
      `The plan has no wave ${id}; it has ${book.waves
        .map(({ wave }) => wave.id)
        .join(', ')}`,
    );
  }
  return found;
}

/** @throws InputError when prefix or address are none, or do not fit */
function targetOf(move: { vid: number; prefix: string; address?: string }) {
  const prefix = parseCidr(move.prefix);
  if (!prefix || prefix.address !== prefix.network) {
    throw new InputError(
      `${move.prefix} is no prefix; give one such as 10.120.0.0/24`,
    );
  }
  const { vid, address: text } = move;
  if (text === undefined) {
    return { vid, prefix: prefix.cidr };
  }
  const address = parseAddress(text);
  if (address === undefined || !cidrContains(prefix, address)) {
    throw new InputError(`${text} is no address of ${prefix.cidr}`);
  }
  return { vid, prefix: prefix.cidr, address };
}
