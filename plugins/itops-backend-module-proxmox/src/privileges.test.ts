import { auditorPermissions } from './__testUtils__/fakePve';
import {
  explainMissing,
  hasNoPrivileges,
  missingPrivileges,
  nameMissing,
  requiredPrivileges,
} from './privileges';

it('asks for exactly what the stock role PVEAuditor has on 9, and for VM.Monitor before', () => {
  expect(nameMissing(requiredPrivileges('9.2.11'))).toBe(
    'VM.Audit@/vms, Sys.Audit@/, Pool.Audit@/pool, SDN.Audit@/sdn, Sys.Audit@/nodes, Datastore.Audit@/storage, VM.GuestAgent.Audit@/vms',
  );
  expect(nameMissing(requiredPrivileges('8.4.1'))).toMatch(
    /VM\.Monitor@\/vms$/,
  );
  expect(missingPrivileges(auditorPermissions, '9.2.11')).toEqual([]);
  expect(nameMissing(missingPrivileges(auditorPermissions, '8.4.1'))).toBe(
    'VM.Monitor@/vms',
  );
});

it('sees that nothing at all was granted', () => {
  expect(hasNoPrivileges({})).toBe(true);
  expect(hasNoPrivileges({ '/': {} })).toBe(true);
  expect(hasNoPrivileges({ '/vms/101': { 'VM.Audit': 1 } })).toBe(false);
});

it('does not take a privilege on single guests for one on all', () => {
  const missing = missingPrivileges(
    { '/vms/101': { 'VM.Audit': 1, 'Sys.Audit': 1 } },
    '9.0',
  );
  expect(missing).toHaveLength(1 + requiredPrivileges('9.0').length - 1);
});

it('names one missing privilege alone', () => {
  const { '/storage': _, ...rest } = auditorPermissions;
  expect(nameMissing(missingPrivileges(rest, '9.1'))).toBe(
    'Datastore.Audit@/storage',
  );
});

it('counts a privilege that is not inherited for the path itself only', () => {
  const flat = Object.fromEntries(
    Object.entries(auditorPermissions).map(([path, privileges]) => [
      path,
      Object.fromEntries(Object.keys(privileges).map(name => [name, 0])),
    ]),
  );
  const missing = nameMissing(missingPrivileges(flat, '9.1'));
  expect(missing).not.toContain('Sys.Audit@/,');
  expect(missing).toContain('VM.Audit@/vms');
});

it('accepts the stronger privilege that includes the one to read', () => {
  const stronger = {
    ...auditorPermissions,
    '/sdn': { 'SDN.Allocate': 1 },
    '/storage': { 'Datastore.AllocateSpace': 1 },
  };
  expect(missingPrivileges(stronger, '9.1')).toEqual([]);
});

it('reads an answer that lists only what was granted on /', () => {
  const { '/': root } = auditorPermissions;
  expect(missingPrivileges({ '/': root }, '9.1')).toEqual([]);
  // A path that is usually listed and missing here was taken away again.
  expect(
    nameMissing(missingPrivileges({ '/': root, '/access': root }, '9.1')),
  ).toContain('VM.Audit@/vms');
});

it('says how to give what is missing, to the user and to the token', () => {
  expect(explainMissing('ro@pve!itops', requiredPrivileges('8.3'))).toMatch(
    /lacks VM\.Audit@\/vms.*--users ro@pve --tokens 'ro@pve!itops'.*VM\.Monitor/,
  );
});
