import { auditorPermissions } from '../__testUtils__/fakePve';
import { provisionerPermissions } from '../__testUtils__/provisioner';
import { judgePermissions } from './checkExecution';
import { excessPrivileges } from './provisioningPrivileges';

function judge(changes: Record<string, Record<string, number> | undefined>) {
  const all = { ...provisionerPermissions, ...changes };
  return judgePermissions(
    'rw@pve!it',
    Object.fromEntries(
      Object.entries(all).filter(
        (entry): entry is [string, Record<string, number>] =>
          entry[1] !== undefined,
      ),
    ),
  );
}

it('is content with what a token of a pool has, as recorded from Proxmox VE 9.2', () => {
  expect(judge({})).toMatchObject({ status: 'ok' });
});

it.each([
  ['on everything', '/', 'VM.Audit'],
  ['on all guests', '/vms', 'VM.Allocate'],
  ['on all pools', '/pool', 'VM.PowerMgmt'],
  ['on all storages', '/storage', 'Datastore.AllocateSpace'],
  ['on a zone as a whole', '/sdn/zones/localnetwork', 'SDN.Use'],
  ['on a node', '/nodes', 'Sys.Audit'],
  ['to give rights', '/access', 'Permissions.Modify'],
  ['to change the site', '/', 'Sys.Modify'],
  ['into a guest', '/pool/it-managed', 'VM.Console'],
  ['to passwords of cloud-init', '/pool/it-managed', 'VM.Config.Cloudinit'],
  ['to run commands inside', '/vms/7801', 'VM.GuestAgent.Unrestricted'],
  ['to change pools', '/pool/it-managed', 'Pool.Allocate'],
  ['to upload templates', '/storage/local', 'Datastore.AllocateTemplate'],
  ['to change networks', '/sdn/zones/localnetwork/vmbr0/11', 'SDN.Allocate'],
])('fails over a privilege %s, and names it', (_, path, privilege) => {
  const permissions: Record<
    string,
    Record<string, number>
  > = provisionerPermissions;
  const { status, detail } = judge({
    [path]: { ...permissions[path], [privilege]: 1 },
  });
  expect(status).toBe('fail');
  expect(detail).toContain(`${privilege}@${path}`);
});

it('fails over the token that reads, with every privilege and path', () => {
  expect(excessPrivileges(auditorPermissions)).toHaveLength(7 * 6);
  expect(judgePermissions('ro@pve!it', auditorPermissions).status).toBe('fail');
});

it('warns of what will be refused, path by path', () => {
  const {
    'VM.PowerMgmt': _,
    'VM.Config.Disk': __,
    ...rest
  } = provisionerPermissions['/pool/it-managed'];
  expect(judge({ '/pool/it-managed': rest })).toEqual({
    status: 'warn',
    detail:
      'Token rw@pve!it: On /pool/it-managed it lacks VM.Config.Disk, VM.PowerMgmt.',
  });
  expect(
    judge({ '/storage/local': { 'Datastore.Audit': 1 } }).detail,
  ).toContain('On /storage/local it lacks Datastore.AllocateSpace.');
});

it('warns of a token without any privilege', () => {
  const { status, detail } = judgePermissions('rw@pve!it', {});
  expect(status).toBe('warn');
  expect(detail).toMatch(/no pool.*no storage.*no network/);
});

it('warns of a bridge that gives every VLAN, and not of one that is only used untagged', () => {
  const bridge = '/sdn/zones/localnetwork/vmbr0';
  expect(judge({ [bridge]: { 'SDN.Use': 1 } })).toMatchObject({
    status: 'warn',
    detail: expect.stringContaining('every VLAN'),
  });
  expect(judge({ [bridge]: { 'SDN.Use': 0 } }).status).toBe('ok');
});
