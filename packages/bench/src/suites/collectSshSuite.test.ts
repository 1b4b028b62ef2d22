import { describeHere, findSshd } from '@sankofa/plugin-itops-node/testUtils';
import { collectSshSuite } from './collectSshSuite';

jest.setTimeout(60_000);

const noSshd = findSshd() ? undefined : 'no sshd (install openssh-server)';

describeHere(noSshd, 'P8 with a real OpenSSH server', () => {
  it('reads every byte that a local tar packs', async () => {
    const rows = await collectSshSuite.run({
      sizes: [30],
      progress: () => {},
      note: () => {},
    });
    expect(rows.map(({ case: name, failed }) => [name, failed])).toEqual([
      ['guest files', undefined],
      ['inventory', undefined],
    ]);
  });
});
