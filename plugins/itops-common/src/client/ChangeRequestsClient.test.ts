import { ItopsClient } from './ItopsClient';

const HASH = 'a'.repeat(64);

function setup() {
  const calls: string[] = [];
  const client = new ItopsClient({
    discoveryApi: { getBaseUrl: async () => 'http://backend.example' },
    fetchApi: {
      fetch: async (url, init = {}) => {
        const headers = new Headers(init.headers);
        const match = headers.get('if-match') ?? headers.get('itops-step-up');
        calls.push(
          [
            init.method,
            url.slice('http://backend.example/v1'.length),
            match ?? '-',
            init.body ?? '-',
          ].join(' '),
        );
        return new Response('{"items":[]}');
      },
    },
  });
  return { changes: client.changeRequests, calls };
}

it('names the version where no plan is named, and the plan where one is', async () => {
  const { changes, calls } = setup();
  await changes.list({ list: 'waiting', state: ['planned', 'stale'] });
  // The answer is none of a change: what is asked is looked at here.
  for (const call of [
    changes.plan('c/1', 3),
    changes.cancel('c/1', 4),
    changes.settle('c/1', 5, { outcome: 'failed', reason: 'gone' }),
    changes.submit('c/1', HASH),
    changes.deny('c/1', { hash: HASH, reason: 'no' }),
    changes.apply('c/1', HASH),
    changes.stepUp('c/1', 'approve', HASH),
    changes.approve('c/1', HASH, { proof: 'p1' }),
    changes.apply('c/1', HASH, { proof: 'p2' }),
  ]) {
    await expect(call).rejects.toThrow('another shape');
  }
  expect(calls).toEqual([
    'GET /change-requests?list=waiting&state=planned&state=stale - -',
    'POST /change-requests/c%2F1/plan "3" {}',
    'POST /change-requests/c%2F1/cancel "4" {}',
    'POST /change-requests/c%2F1/settle "5" {"outcome":"failed","reason":"gone"}',
    `POST /change-requests/c%2F1/submit - {"hash":"${HASH}"}`,
    `POST /change-requests/c%2F1/deny - {"hash":"${HASH}","reason":"no"}`,
    `POST /change-requests/c%2F1/apply - {"confirm":"${HASH}"}`,
    `POST /change-requests/c%2F1/step-up/approve - {"hash":"${HASH}"}`,
    `POST /change-requests/c%2F1/approve p1 {"hash":"${HASH}"}`,
    `POST /change-requests/c%2F1/apply p2 {"confirm":"${HASH}"}`,
  ]);
});
