/** Somebody who can sign in to the demo. */
export interface LabPerson {
  /** The `sub` of the tokens, and `keycloak.org/id` of the user in the catalog. */
  subject: string;
  /** The name of the user in the catalog. */
  username: string;
  name: string;
  /** What the page of the provider says about the person. */
  duty: string;
  /** Full paths, as Keycloak sends them. */
  groups: readonly string[];
}

const person = (
  number: number,
  username: string,
  name: string,
  duty: string,
  groups: readonly string[],
): LabPerson => ({
  subject: `0d5f7a3e-1c7b-4a5e-9b1f-00000000000${number}`,
  username,
  name,
  duty,
  groups,
});

/** One person for each role, one with two, and two who are refused or nobody in particular. */
export const labPeople: readonly LabPerson[] = [
  person(1, 'efua.owusu', 'Efua Owusu', 'administrator', ['/sankofa-it-admin']),
  person(2, 'kojo.mensah', 'Kojo Mensah', 'operator', [
    '/sankofa-it-operator',
    '/chain',
  ]),
  person(3, 'ama.boateng', 'Ama Boateng', 'approver', ['/sankofa-it-approver']),
  person(4, 'yaw.asante', 'Yaw Asante', 'finance', ['/sankofa-it-finance']),
  person(5, 'lindiwe.dube', 'Lindiwe Dube', 'viewer', [
    '/sankofa-it-viewer',
    '/sankofa',
  ]),
  person(6, 'nia.okafor', 'Nia Okafor', 'no role in IT', ['/phoenix']),
  person(
    7,
    'temba.ncube',
    'Temba Ncube',
    'IT and client administrator, which is refused',
    ['/sankofa-it-operator', '/sankofa-client-admin'],
  ),
];
