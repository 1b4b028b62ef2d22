/** The rights of a pool as they show on what is in it: not inherited further. */
function inPool(value: number): Record<string, number> {
  return {
    'VM.Allocate': value,
    'VM.Audit': value,
    'VM.Config.CPU': value,
    'VM.Config.Disk': value,
    'VM.Config.Memory': value,
    'VM.Config.Network': value,
    'VM.Config.Options': value,
    'VM.PowerMgmt': value,
    'Pool.Audit': value,
  };
}

/**
 * `GET /access/permissions` of a token that may change the guests of one pool, in the form
 * that Proxmox VE 9.2 answers (recorded; ids of guests and pool are invented).
 */
export const provisionerPermissions = {
  '/vms/7801': inPool(0),
  '/vms/7802': inPool(0),
  '/pool/it-managed': inPool(1),
  '/storage/local': { 'Datastore.AllocateSpace': 1, 'Datastore.Audit': 1 },
  '/sdn/zones/localnetwork/vmbr0/11': { 'SDN.Use': 1 },
};
