import { createMockDirectory } from '@backstage/backend-test-utils';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ItopsApi, FindingPatch } from '@sankofa/plugin-itops-common';
import { ItopsService, textHash } from '@sankofa/plugin-itops-node';
import { createDriftPatchAction } from './driftPatch';

const TEXT = '\uFEFFIP_WEB=192.0.2.5\r\nIP_OLD=192.0.2.99';
const NEW_TEXT = '\uFEFFIP_WEB=192.0.2.5';
const OFFER: FindingPatch = {
  offered: true,
  findingId: 'f1',
  sourceId: 'declared/ip-addresses.conf',
  file: 'ip-addresses.conf',
  summary: 'Removes IP_OLD: 192.0.2.99 is on no guest.',
  cautions: ['Scripts may still read IP_OLD.'],
  diff: '--- a\n+++ b\n',
  newText: NEW_TEXT,
  contentHash: textHash(TEXT),
};

const workspace = createMockDirectory();
const person = mockCredentials.user('user:default/kofi');

/** Runs the action as the scaffolder does, as one person. */
async function run(
  input: { path?: string; dryRun?: boolean; into?: string },
  patch: () => Promise<FindingPatch> = async () => OFFER,
) {
  const findingPatch = jest.fn((_id: string, _query?: object) => patch());
  const onBehalfOf = jest.fn(() => ({ findingPatch } as unknown as ItopsApi));
  const itops = { onBehalfOf } as unknown as ItopsService;
  const output = new Map<string, unknown>();
  const action = createDriftPatchAction({ itops });
  await action.handler({
    input: { findingId: 'f1', ...input },
    workspacePath: workspace.path,
    logger: mockServices.logger.mock(),
    output: (name: string, value: unknown) => output.set(name, value),
    getInitiatorCredentials: async () => person,
    signal: new AbortController().signal,
  } as unknown as Parameters<typeof action.handler>[0]);
  return { onBehalfOf, findingPatch, output };
}

const content = () => workspace.content({ path: 'change/net' });

describe('itops:drift:patch', () => {
  beforeEach(() =>
    workspace.setContent({ change: { net: { 'ip.conf': TEXT } } }),
  );
  const path = 'change/net/ip.conf';

  it('is a dry run unless told otherwise', async () => {
    const { output } = await run({ path });
    expect(content()).toEqual({ 'ip.conf': TEXT });
    expect(Object.fromEntries(output)).toEqual({
      changed: false,
      path,
      diff: OFFER.offered && OFFER.diff,
      summary: OFFER.offered && OFFER.summary,
      cautions: ['Scripts may still read IP_OLD.'],
    });
  });

  it('writes the file byte for byte, with the permissions of the person', async () => {
    const { findingPatch, onBehalfOf, output } = await run({
      path,
      dryRun: false,
      into: 'declared/b',
    });
    expect(content()).toEqual({ 'ip.conf': NEW_TEXT });
    expect(output.get('changed')).toBe(true);
    expect(onBehalfOf).toHaveBeenCalledWith(person);
    expect(findingPatch.mock.calls[0].slice(0, 2)).toEqual([
      'f1',
      { into: 'declared/b' },
    ]);
  });

  it('refuses a file that is not the one the source reads', async () => {
    workspace.setContent({ [path]: `${TEXT}\r\n# other branch` });
    await expect(run({ path, dryRun: false })).rejects.toThrow(
      'change/net/ip.conf is not the text that declared/ip-addresses.conf reads',
    );
    expect(content()).toEqual({ 'ip.conf': `${TEXT}\r\n# other branch` });
  });

  it('says what to do where the file was not fetched', async () => {
    await expect(run({})).rejects.toThrow(
      'ip-addresses.conf is not in the workspace (ENOENT): fetch it first',
    );
  });

  it('never leaves the workspace', async () => {
    await expect(run({ path: '../other.conf', dryRun: false })).rejects.toThrow(
      'Relative path is not allowed',
    );
  });

  it('fails with the reason where no edit is offered, and with what the API refused', async () => {
    await expect(
      run({ path }, async () => ({
        offered: false,
        findingId: 'f1',
        reason: 'live-side',
        message: 'Two guests have it.',
      })),
    ).rejects.toThrow(
      'No edit repairs this finding (live-side): Two guests have it.',
    );
    await expect(
      run({ path }, async () => {
        throw new Error('409: changed');
      }),
    ).rejects.toThrow('409: changed');
  });
});
