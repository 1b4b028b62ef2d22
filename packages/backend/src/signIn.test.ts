import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { ITOPS_ID_ANNOTATION } from '@sankofa/plugin-itops-common';
import { BackendProcess } from './__testUtils__/BackendProcess';
import { SignInAnswer } from './__testUtils__/Browserless';
import { SignInPortal } from './__testUtils__/SignInPortal';

jest.setTimeout(180_000);

const GUESTS = '/api/itops/v1/inventory/guests';
const AUDIT = '/api/itops/v1/audit';
const ENTITIES = '/api/catalog/entities/by-name';
const GUEST_ENTITY = `${ENTITIES}/resource/default/pve-main-101`;
const OWN_ENTITY = `${ENTITIES}/user/default/nia.okafor`;

const A_GUEST_OF_THE_SITE = `
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: pve-main-101
  annotations:
    ${ITOPS_ID_ANNOTATION}: proxmox/pve-main/101
spec:
  type: guest
  owner: group:default/it-platform
`;

describe('signing in with a real OpenID provider', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let portal: SignInPortal;
  let backend: BackendProcess;

  beforeAll(async () => {
    folder.setContent({ 'site.yaml': A_GUEST_OF_THE_SITE });
    portal = await SignInPortal.start({
      knex: await databases.init('POSTGRES_15'),
      folder,
      entities: 'site.yaml',
    });
    backend = portal.backend;
  });
  afterAll(() => portal?.stop());

  const signIn = (username: string, secondFactor = true) =>
    portal.signIn(username, { secondFactor });

  const rolesIn = ({ response }: SignInAnswer) =>
    response?.backstageIdentity?.identity.ownershipEntityRefs.filter(ref =>
      ref.startsWith('role:'),
    );

  it.each([
    ['efua.owusu', ['role:itops/admin'], 200, 200],
    ['kojo.mensah', ['role:itops/operator'], 200, 403],
    ['ama.boateng', ['role:itops/approver'], 200, 403],
    ['yaw.asante', ['role:itops/finance'], 200, 403],
    ['lindiwe.dube', ['role:itops/viewer'], 200, 403],
    ['nia.okafor', [], 403, 403],
  ])(
    'lets %s in as what the groups say, and no further',
    async (username, roles, reads, audits) => {
      const { answer } = await signIn(username);
      const { token, identity: who } = answer.response!.backstageIdentity!;
      expect(who.userEntityRef).toBe(`user:default/${username}`);
      expect(rolesIn(answer)).toEqual(roles);
      expect(await backend.status(GUESTS, token)).toBe(reads);
      expect(await backend.status(AUDIT, token)).toBe(audits);
    },
  );

  it('shows the entities of the site only to those who may see the site', async () => {
    const token = async (username: string) =>
      (await signIn(username)).answer.response!.backstageIdentity!.token;
    const viewer = await token('lindiwe.dube');
    // The catalog takes it in when it has started.
    while ((await backend.status(GUEST_ENTITY, viewer)) !== 200) {
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    const nobody = await token('nia.okafor');
    expect(await backend.status(GUEST_ENTITY, nobody)).toBe(404);
    expect(await backend.status(OWN_ENTITY, nobody)).toBe(200);
  });

  it('keeps the roles at a refresh, with a fresh proof', async () => {
    const { browser } = await signIn('kojo.mensah');
    const { status, answer } = await browser.refresh();
    expect(status).toBe(200);
    expect(rolesIn({ response: answer })).toEqual(['role:itops/operator']);
  });

  it('refuses somebody in IT without the second factor, and lets others in', async () => {
    expect((await signIn('kojo.mensah', false)).answer.error).toMatchObject({
      message:
        'Your IT group needs a second factor: sign in again and confirm it.',
    });
    expect(rolesIn((await signIn('nia.okafor', false)).answer)).toEqual([]);
  });

  it('refuses somebody who is IT and administers clients', async () => {
    expect((await signIn('temba.ncube')).answer.error?.message).toMatch(
      'which are kept apart',
    );
  });

  it('has no guest where none is configured', async () => {
    const answer = await fetch(`${backend.baseUrl}/api/auth/guest/refresh`, {
      method: 'POST',
    });
    expect(answer.status).toBe(404);
  });
});
