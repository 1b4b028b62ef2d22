import { explainRefusal } from './refusal';

const token = 'rw@pve!it=11aa-canary';

function refusal(
  status: number,
  statusText: string,
  body: object | string = { data: null },
) {
  const error = explainRefusal(
    {
      status,
      statusText,
      headers: {},
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
    { host: '10.9.0.1:8006', what: 'PUT /nodes/one/qemu/201/config', token },
  );
  expect(error.message).not.toContain('canary');
  return error;
}

it.each([
  [400, 'Parameter verification failed.'],
  [401, 'Authentication failed!'],
  [403, 'Permission check failed (/vms/7802, VM.Config.Options)'],
  [413, 'Request Entity Too Large'],
  [429, 'Too Many Requests'],
  [500, "CT 7801 already exists on node 'r630-01'"],
  [500, "Configuration file 'nodes/r630-01/lxc/7801.conf' does not exist"],
  [
    500,
    'detected modified configuration - file changed by other user? Try again.',
  ],
  [500, 'CT is locked (backup)'],
  [500, 'CT 7811 already running'],
  [500, 'VM 210 not running'],
  [500, 'unable to destroy CT 7811 - container is running'],
  [501, "Method 'PUT /nodes/one/lxc/1/x' not implemented"],
  [595, 'Connection refused'],
])('%d "%s" was not applied', (status, text) => {
  const error = refusal(status, text);
  expect(error.outcome).toBe('not-applied');
  expect(error.message).toContain(`answered ${status}`);
  expect(error.message).toContain(text);
});

it.each([
  [500, "bridge 'vmbr0' does not exist"],
  [500, "can't lock file '/run/lock/lxc/pve-config-101.lock' - got timeout"],
  [500, 'some text that says: CT is locked (backup)'],
  [500, ''],
  [408, 'Request Timeout'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
  [596, 'Connection timed out'],
  [599, 'Too many redirections'],
  [204, 'No Content'],
])('after %d "%s" only a look can say', (status, text) => {
  const error = refusal(status, text);
  expect(error.outcome).toBe('unknown');
  expect(error.message).toContain('may have been applied');
});

it('does not take a setting for refused that is kept until the next start', () => {
  const error = refusal(400, 'Parameter verification failed.', {
    data: null,
    errors: { net0: 'hotplug problem - network script failed\n' },
  });
  expect(error.outcome).toBe('unknown');
  expect(error.message).toContain('net0: hotplug problem');
});

it('names what is wrong with which parameter', () => {
  expect(
    refusal(400, 'Parameter verification failed.', {
      errors: { vmid: 'invalid format - no VM ID\n', bogus: 'not defined' },
    }).message,
  ).toContain('vmid: invalid format - no VM ID; bogus: not defined');
});

it('says only the status where the body is a page of somebody else, or repeats the token', () => {
  expect(refusal(403, '', '<html>no</html>').message).toBe(
    '10.9.0.1:8006 answered 403 to PUT /nodes/one/qemu/201/config',
  );
  expect(refusal(403, `no access for ${token} 11aa-canary`).message).toContain(
    '[redacted]',
  );
});
