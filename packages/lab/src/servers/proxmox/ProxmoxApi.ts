import { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerFault } from '../../faults/FaultBoard';
import { KeptState } from '../../state/KeptState';
import { KeptTasks } from '../../state/KeptTasks';
import { LabSite } from '../../state/LabSite';
import { AccessControl, LabToken } from './AccessControl';
import { Answer, failed } from './Answer';
import { Counters } from './Counters';
import { LabLatency } from './LabLatency';
import { Question } from './Question';
import { Workers } from './Workers';
import { LabWrite, WriteLog } from './WriteLog';
import { answerQuestion, answeringNode, inDialect } from './answerQuestion';
import { authenticate } from './authenticate';
import { answerCommand } from './commands/answerCommand';
import { readCall } from './readCall';
import { GuestLocks } from './tasks/GuestLocks';
import { TaskBoard } from './tasks/TaskBoard';
import { remainingRights } from './tokens';

export interface ProxmoxApiOptions {
  site: LabSite;
  kept: KeptState;
  keptTasks: KeptTasks;
  tokens: LabToken[];
  latency: LabLatency;
  /** Answers that a node computes at a time. */
  workers: number;
  counters: Counters;
  /** Of the certificate that a node presents now. */
  fingerprint(node: string): string | undefined;
}

/** One call as it came in on the port of a node. */
export interface ApiCall {
  node: string;
  /** Below `/api2/json`, without the query. */
  path: string;
  query: URLSearchParams;
  request: IncomingMessage;
  fault?: AnswerFault;
}

/** What came of a call. */
export interface ApiResult {
  answer: Answer;
  /** Where it was no GET. */
  write?: LabWrite;
}

/** Stands for the answer that nobody computed; the fault of the call takes its place. */
const NOT_EXECUTED = failed(500, 'not executed');

/** Answers the calls of all nodes: they are one cluster with one set of tasks. */
export class ProxmoxApi {
  readonly writes = WriteLog.create();
  private readonly workers = new Map<string, Workers>();

  private constructor(
    private readonly options: ProxmoxApiOptions,
    private readonly tasks: TaskBoard,
    private readonly locks: GuestLocks,
  ) {
    options.site.onReset(() => this.tasks.clear());
    for (const { name } of options.site.world.nodes) {
      this.workers.set(name, Workers.of(options.workers));
    }
  }

  static create(options: ProxmoxApiOptions): ProxmoxApi {
    const { keptTasks, latency, site } = options;
    return new ProxmoxApi(
      options,
      TaskBoard.create(
        node => Date.now() + site.faults.clockOffMs(node),
        keptTasks.tasks,
        tasks => keptTasks.save(tasks),
      ),
      GuestLocks.create(latency.lockMs),
    );
  }

  async close(): Promise<void> {
    await this.tasks.close();
  }

  async answer(call: ApiCall): Promise<ApiResult> {
    const { request } = call;
    const token = this.authenticated(request);
    const method = request.method ?? 'GET';
    if (method !== 'GET') {
      return this.write(call, method, token);
    }
    request.resume();
    return {
      answer:
        typeof token === 'string'
          ? await this.refused(token)
          : await this.compute(this.question(call, token), async question =>
              answerQuestion(question),
            ),
    };
  }

  private authenticated(request: IncomingMessage): LabToken | string {
    const { tokens, kept } = this.options;
    return authenticate(request.headers.authorization, tokens, ({ writes }) =>
      writes ? kept.writingSecret : kept.tokenSecret,
    );
  }

  private async refused(reason: string): Promise<Answer> {
    await sleep(this.options.latency.authFailureMs);
    return { status: 401, reason };
  }

  private async write(
    call: ApiCall,
    method: string,
    token: LabToken | string,
  ): Promise<ApiResult> {
    const { node, path, request, fault } = call;
    const { fields, problem } = await readCall(request, call.query);
    this.options.counters.write();
    const write = this.writes.begin({
      node,
      method,
      path,
      body: fields,
      ...(typeof token !== 'string' && { token: token.id }),
    });
    if (typeof token === 'string') {
      return { answer: await this.refused(token), write };
    }
    if (fault && !fault.executed) {
      return { answer: NOT_EXECUTED, write };
    }
    const answer =
      problem ??
      (await this.compute(this.question(call, token), question =>
        this.execute(question, method, fields),
      ));
    write.result = { status: answer.status, reason: answer.reason };
    write.task = taskIn(answer);
    return { answer, write };
  }

  private async execute(
    question: Question,
    method: string,
    fields: Record<string, string>,
  ): Promise<Answer> {
    const { site, latency } = this.options;
    const { tasks, locks } = this;
    const { taskMs, reportMs } = latency;
    const work = { site, tasks, locks, taskMs, reportMs };
    const command = { ...question, ...work, method, fields };
    return inDialect(question, await answerCommand(command));
  }

  private question({ node, path, query }: ApiCall, token: LabToken): Question {
    const { site, tokens, latency, fingerprint } = this.options;
    const here = site.index.nodes.get(node)!;
    const computing = answeringNode({ path, index: site.index, here }).name;
    const now = Date.now() + site.faults.clockOffMs(computing);
    return {
      path,
      query,
      access: AccessControl.of(
        remainingRights(token, tokens, site.faults.active()),
      ),
      index: site.index,
      tasks: this.tasks,
      here,
      elapsedSeconds: site.elapsedSeconds,
      now: Math.floor(now / 1000),
      fingerprint,
      deadAgentMs: latency.deadAgentMs,
    };
  }

  /** With the latencies, and in the line, of the node that has to answer. */
  private async compute(
    question: Question,
    work: (question: Question) => Promise<Answer>,
  ): Promise<Answer> {
    const { callMs, hopMs } = this.options.latency;
    const computing = answeringNode(question);
    const hop = computing.name === question.here.name ? 0 : hopMs;
    return this.workers.get(computing.name)!.run(async () => {
      await sleep(callMs + hop);
      // What was waited for may have happened meanwhile.
      const { index } = this.options.site;
      const answer = await work({ ...question, index });
      if (answer.takesMs) {
        await sleep(answer.takesMs);
      }
      return answer;
    });
  }
}

function taskIn({ body }: Answer): string | undefined {
  const data = (body as { data?: unknown } | undefined)?.data;
  return typeof data === 'string' && data.startsWith('UPID:')
    ? data
    : undefined;
}
