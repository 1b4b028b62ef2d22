import { readFile } from 'node:fs/promises';
import { ReasonCode } from '@sankofa/site-model';
import { FaultBed, everything } from './FaultCase';
import { FaultyWebServer, WebFault } from './FaultyWebServer';
import {
  KEYS,
  apiSource,
  collectorsOf,
  declaredSources,
  startLabBed,
} from './labBed';

/** The cluster only stands by here; the files have a shorter time of their own. */
const TIMEOUT_SECONDS = 20;
const SECRET = 'c4n4ry-of-the-address';

const FAULTS: [string, WebFault, ReasonCode[]][] = [
  ['timeout', 'timeout', ['timeout']],
  ['dropped connections', 'refuse', ['unreachable']],
  ['401', '401', ['unauthorized']],
  ['403', '403', ['forbidden']],
  ['404', '404', ['file-missing']],
  ['500', '500', ['http-error']],
  ['empty', 'empty', ['suspicious-removal']],
  ['half its lines', 'half', ['suspicious-removal']],
  ['truncated', 'truncated', ['invalid-answer', 'unreachable', 'http-error']],
  ['a web page', 'html', ['invalid-answer']],
  ['slow drip', 'slow-drip', ['timeout']],
  ['endless', 'endless', ['too-large', 'timeout']],
];

/** A declared file behind a URL, through Backstage's UrlReader. */
export async function startWebBed(): Promise<FaultBed> {
  const bed = await startLabBed({ timeoutSeconds: TIMEOUT_SECONDS });
  const server = await FaultyWebServer.start(
    await readFile(bed.keysFile, 'utf8'),
  );
  const keysUrl = `http://${server.host}/ip-addresses.conf?access=${SECRET}`;
  return {
    title: 'declared file behind a URL',
    cases: FAULTS.map(([name, fault, reasons]) => ({
      name,
      sourceId: KEYS,
      async inject() {
        server.fault = fault;
      },
      async repair() {
        server.repair();
      },
      hits: everything,
      reasons,
    })),
    collectors: () =>
      collectorsOf(
        {
          proxmox: [apiSource(bed)],
          declared: declaredSources(bed, { keysUrl }),
        },
        { readFrom: server.host },
      ),
    secrets: [SECRET],
    async close() {
      await server.close();
      await bed.close();
    },
  };
}
