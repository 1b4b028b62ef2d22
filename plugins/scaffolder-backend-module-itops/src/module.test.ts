import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  TemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { textHash } from '@sankofa/plugin-itops-node';
import scaffolderModuleItops from './index';

const workspace = createMockDirectory();
const person = mockCredentials.user('user:default/kofi');

describe('scaffolderModuleItops', () => {
  const asked: { url?: string; authorization?: string }[] = [];
  let itops: Server;
  let baseUrl: string;

  beforeAll(async () => {
    itops = createServer((request, response) => {
      asked.push({
        url: request.url,
        authorization: request.headers.authorization,
      });
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          offered: true,
          findingId: 'f1',
          sourceId: 'declared/ip.conf',
          file: 'ip.conf',
          summary: 'Removes A.',
          cautions: [],
          diff: '-A=1\n',
          newText: '',
          contentHash: textHash('A=1\n'),
        }),
      );
    });
    await new Promise<void>(resolve =>
      itops.listen(0, '127.0.0.1', () => resolve()),
    );
    baseUrl = `http://127.0.0.1:${(itops.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(resolve => itops.close(resolve)));

  it('adds the action, which asks the itops API as the person who runs the template', async () => {
    const added: TemplateAction<any, any, any>[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          { addActions: (...actions) => added.push(...actions) },
        ],
      ],
      features: [
        scaffolderModuleItops,
        mockServices.discovery.mock({ getBaseUrl: async () => baseUrl })
          .factory,
      ],
    });
    expect(added.map(({ id }) => id)).toEqual([
      'itops:drift:patch',
      'itops:change:submit',
      'itops:change:wait',
    ]);
    workspace.setContent({ 'ip.conf': 'A=1\n' });
    await added[0].handler({
      input: { findingId: 'f1', dryRun: false },
      workspacePath: workspace.path,
      logger: mockServices.logger.mock(),
      output: () => {},
      getInitiatorCredentials: async () => person,
    } as unknown as Parameters<(typeof added)[0]['handler']>[0]);
    expect(workspace.content()).toEqual({ 'ip.conf': '' });
    expect(asked).toEqual([
      {
        url: '/v1/findings/f1/patch',
        authorization: mockCredentials.service.header({
          onBehalfOf: person,
          targetPluginId: 'itops',
        }),
      },
    ]);
    await backend.stop();
  });
});
