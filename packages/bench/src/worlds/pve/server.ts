/**
 * A Proxmox API in a process of its own, so that its work is not counted as the
 * client's. It has the manners of pveproxy that cost time: few workers, and a
 * connection that ends after a hundred requests.
 */
import { once } from 'node:events';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConcurrencyLimit } from '@sankofa/plugin-itops-node';
import { selfSignedCertificate } from '@sankofa/plugin-itops-node/testUtils';
import { answering } from '../forked';
import { clusterAnswers } from './answers';
import { PveServerCounts, PveServerOptions, PveServerReady } from './protocol';

const API = '/api2/json';

async function serve(options: PveServerOptions) {
  const bodies = new Map(
    [...clusterAnswers(options.guests)].map(([path, data]) => [
      path,
      Buffer.from(JSON.stringify({ data })),
    ]),
  );
  const places = ConcurrencyLimit.create(options.places);
  const counts: PveServerCounts = { requests: 0, maxInFlight: 0 };
  let inFlight = 0;
  const { key, cert, fingerprint } = selfSignedCertificate();
  const server = https.createServer(
    { key, cert, keepAliveTimeout: 5_000 },
    (request, response) => {
      counts.requests++;
      counts.maxInFlight = Math.max(counts.maxInFlight, ++inFlight);
      const body = bodies.get((request.url ?? '').slice(API.length));
      places
        .run(async () => {
          await sleep(options.latencyMs);
          response.writeHead(body ? 200 : 501, {
            'content-type': 'application/json;charset=UTF-8',
            'content-length': body?.length ?? 0,
          });
          // From here on it is on its way; when the connection closes is another matter.
          inFlight--;
          response.end(body);
        })
        .catch(error => response.destroy(error));
    },
  );
  server.maxRequestsPerSocket = 100;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ready: PveServerReady = {
    url: `https://127.0.0.1:${port}`,
    fingerprint,
    cert,
  };
  return {
    ready,
    answer() {
      const since = { ...counts };
      Object.assign(counts, { requests: 0, maxInFlight: 0 });
      return since;
    },
  };
}

answering(serve);
