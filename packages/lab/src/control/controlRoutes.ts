import { ZodError, z } from 'zod';
import { faultSchema } from '../faults/fault';
import { WriteLog } from '../servers/proxmox/WriteLog';
import { LabSite } from '../state/LabSite';
import { ImpossibleChangeError, worldChangeSchema } from '../world';

export interface ControlRequest {
  method: string;
  path: string;
  body: string;
}

export interface ControlAnswer {
  status: number;
  body: unknown;
}

/** A body that is no JSON, or no fault or change. */
class BadRequestError extends Error {}

function parse<T extends z.ZodType>(schema: T, body: string): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(body || '{}');
  } catch (error) {
    throw new BadRequestError(`The body is not JSON: ${error}`);
  }
  return schema.parse(json);
}

/** What the control endpoint shows besides the site. */
export interface ControlledLab {
  /** What `GET /` shows. */
  state(): unknown;
  resetCounts(): void;
  writes: WriteLog;
}

/** What can be asked of the control endpoint. */
export class ControlRoutes {
  private constructor(
    private readonly site: LabSite,
    private readonly lab: ControlledLab,
  ) {}

  static create(site: LabSite, lab: ControlledLab): ControlRoutes {
    return new ControlRoutes(site, lab);
  }

  async answer(request: ControlRequest): Promise<ControlAnswer> {
    try {
      return await this.route(request);
    } catch (error) {
      if (error instanceof ZodError) {
        return { status: 400, body: { error: z.prettifyError(error) } };
      }
      if (
        error instanceof ImpossibleChangeError ||
        error instanceof BadRequestError
      ) {
        return { status: 400, body: { error: error.message } };
      }
      throw error;
    }
  }

  private async route({
    method,
    path,
    body,
  }: ControlRequest): Promise<ControlAnswer> {
    const { site } = this;
    const fault = /^\/faults\/(\w+)$/.exec(path)?.[1];
    if (method === 'DELETE' && fault) {
      return (await site.removeFault(fault))
        ? { status: 200, body: this.lab.state() }
        : { status: 404, body: { error: `There is no fault ${fault}.` } };
    }
    switch (`${method} ${path}`) {
      case 'GET /':
        return { status: 200, body: this.lab.state() };
      case 'GET /world':
        return { status: 200, body: site.world };
      case 'POST /faults':
        return {
          status: 201,
          body: await site.addFault(parse(faultSchema, body)),
        };
      case 'DELETE /faults':
        await site.clearFaults();
        return { status: 200, body: this.lab.state() };
      case 'POST /world':
        await site.change(parse(worldChangeSchema, body));
        return { status: 200, body: this.lab.state() };
      case 'DELETE /counts':
        this.lab.resetCounts();
        return { status: 200, body: this.lab.state() };
      case 'GET /writes':
        return { status: 200, body: this.lab.writes.read() };
      case 'DELETE /writes':
        this.lab.writes.clear();
        return { status: 200, body: [] };
      case 'POST /reset':
        await site.reset();
        return { status: 200, body: this.lab.state() };
      default:
        return {
          status: 404,
          body: {
            error: `${method} ${path}: there is GET /, GET /world, POST /world, POST /faults, DELETE /faults, DELETE /faults/ID, DELETE /counts, GET /writes, DELETE /writes and POST /reset.`,
          },
        };
    }
  }
}
