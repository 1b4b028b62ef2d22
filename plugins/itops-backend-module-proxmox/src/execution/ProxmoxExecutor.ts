import {
  ConnectorError,
  DoctorCheck,
  Executor,
  ExecutorContext,
  ExecutorError,
  ExecutorTask,
  InspectedGuest,
  SentRequest,
} from '@sankofa/plugin-itops-node';
import { PlannedRequest } from '@sankofa/site-model';
import { ProxmoxSource } from '../ProxmoxSource';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { tokenIdOf } from '../clients/apiConnection';
import { ExecutionConfig, ProxmoxSourceConfig } from '../config';
import { ProxmoxWriter } from './ProxmoxWriter';
import { Call, callOf } from './calls';
import { checkExecution } from './checkExecution';
import { inspectGuest } from './inspectGuest';
import { findTask, readTask } from './tasks';
import { parseUpid } from './upid';

/** Longer than the 30 s that one member waits for another: its own verdict is worth more than none. */
const WRITE_DEADLINE_MS = 40_000;

/** What came back for a call that was taken. */
function sentRequest(call: Call, data: unknown): SentRequest {
  const { method, path } = call.request;
  // A configuration is written at once; so are disks resized before PVE 8.
  if (data === null && method === 'PUT') {
    return {};
  }
  const task = parseUpid(data);
  if (task?.node !== call.node || task.id !== String(call.vmid)) {
    throw new ExecutorError(
      `Proxmox took ${method} ${path}, but did not say by which task.`,
      'unknown',
    );
  }
  return { task: String(data) };
}

/**
 * Changes guests of one cluster. What is looked at is read with the collecting token, which sees
 * everything; what is sent, and its tasks, go with the provisioning token, which reaches its pool only.
 */
export class ProxmoxExecutor implements Executor {
  readonly sourceId: string;
  readonly name = 'proxmox';
  readonly title: string;
  readonly taskTimeoutMs: number;
  private readonly writer: ProxmoxWriter;

  private constructor(
    private readonly source: ProxmoxSource,
    private readonly execution: ExecutionConfig,
    writeDeadlineMs: number,
  ) {
    const { endpoints, id } = source.config;
    this.sourceId = source.sourceId;
    this.title = `Proxmox ${id}`;
    this.taskTimeoutMs = execution.taskTimeoutMs;
    this.writer = ProxmoxWriter.create({
      endpoints,
      token: execution.token,
      deadlineMs: writeDeadlineMs,
    });
  }

  static create(
    config: ProxmoxSourceConfig & { execution: ExecutionConfig },
    options: { writeDeadlineMs?: number } = {},
  ): ProxmoxExecutor {
    return new ProxmoxExecutor(
      ProxmoxSource.create(config),
      config.execution,
      options.writeDeadlineMs ?? WRITE_DEADLINE_MS,
    );
  }

  async inspectGuest(
    vmid: number,
    { signal }: ExecutorContext,
  ): Promise<InspectedGuest | undefined> {
    return this.collecting(api => inspectGuest(api, vmid, { signal }));
  }

  async send(
    request: PlannedRequest,
    context: ExecutorContext,
  ): Promise<SentRequest> {
    const call = callOf(request);
    const data = await this.writer.send(await this.withDigest(call, context), {
      node: call.node,
      signal: context.signal,
    });
    return sentRequest(call, data);
  }

  async readTask(
    task: string,
    fromLine: number,
    { signal }: ExecutorContext,
  ): Promise<ExecutorTask> {
    return this.provisioning(api => readTask(api, task, fromLine, { signal }));
  }

  async findTask(
    request: PlannedRequest,
    since: string,
    { signal }: ExecutorContext,
  ): Promise<string | undefined> {
    const call = callOf(request);
    return this.provisioning(provisioning =>
      this.collecting(collecting =>
        findTask({ collecting, provisioning }, call, Date.parse(since), {
          signal,
        }),
      ),
    );
  }

  async check({ signal }: ExecutorContext): Promise<DoctorCheck[]> {
    return this.provisioning(api =>
      checkExecution(api, {
        sourceId: this.sourceId,
        collectingTokenId: tokenIdOf(this.source.config.token ?? ''),
        signal,
      }),
    );
  }

  /**
   * The request with the digest of the configuration. The plan of a new guest cannot name it: the
   * guest does not exist yet. It is read here, and only of a guest that a change of ours created.
   *
   * @throws ExecutorError `not-applied`
   */
  private async withDigest(
    call: Call,
    context: ExecutorContext,
  ): Promise<PlannedRequest> {
    const { request, vmid } = call;
    if (!call.needsDigest || request.body.digest !== undefined) {
      return request;
    }
    const refused = (why: string) =>
      new ExecutorError(
        `${request.method} ${request.path} is not sent: ${why}`,
        'not-applied',
      );
    let found: InspectedGuest | undefined;
    try {
      found = await this.inspectGuest(vmid, context);
    } catch (error) {
      if (error instanceof ConnectorError) {
        throw refused(`the new guest cannot be read. ${error.message}`);
      }
      throw error;
    }
    const { digest, createdBy, node } = found?.guest ?? {};
    if (createdBy === undefined || node !== call.node) {
      throw refused(
        `without a digest only a guest is written that a change has just created on ${call.node}.`,
      );
    }
    if (digest === undefined) {
      throw refused('Proxmox gave no digest of its configuration.');
    }
    return { ...request, body: { ...request.body, digest } };
  }

  private collecting<T>(work: (api: ProxmoxApi) => Promise<T>): Promise<T> {
    return this.withApi(this.source.openApi(), work);
  }

  private provisioning<T>(work: (api: ProxmoxApi) => Promise<T>): Promise<T> {
    return this.withApi(this.source.openApi(this.execution.token), work);
  }

  private async withApi<T>(
    api: ProxmoxApi,
    work: (api: ProxmoxApi) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(api);
    } finally {
      await api.close();
    }
  }
}
