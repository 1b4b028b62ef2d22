import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FindingPatch } from '@sankofa/plugin-itops-common';
import { renderPage } from '../../__testUtils__/renderPage';
import { saveFile } from '../../components/table/saveFile';
import { FakeItops } from '../../testing/FakeItops';
import { finding } from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { DriftPage } from './DriftPage';

jest.mock('../../components/table/saveFile', () => ({ saveFile: jest.fn() }));

const OFFER: FindingPatch = {
  offered: true,
  findingId: 'f-1',
  sourceId: 'declared/ip-addresses.conf',
  file: 'ip-addresses.conf',
  summary: 'Removes IP_OLD: 10.20.30.99 is on no guest.',
  cautions: ['Scripts outside of the file may still read IP_OLD.'],
  diff: '--- a/ip-addresses.conf\n+++ b/ip-addresses.conf\n@@ -1,2 +1,1 @@\n IP_WEB=10.20.30.5\n-IP_OLD=10.20.30.99\n',
  newText: 'IP_WEB=10.20.30.5\n',
  contentHash: '0',
};

async function open(
  itops: FakeItops,
  options: { rule?: string; path?: string } = {},
) {
  const { rule = 'address-unused', path = '/?finding=f-1' } = options;
  itops.answers.findings = [finding({ rule })];
  await renderPage(DriftPage, itops, { path });
  return within(await screen.findByRole('dialog'));
}

async function show(itops: FakeItops) {
  const panel = await open(itops);
  await userEvent.click(panel.getByRole('button', { name: 'Show the patch' }));
  return panel;
}

describe('the patch of a finding', () => {
  it('is read only when somebody asks, and then shown, copied and saved', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    const itops = new FakeItops();
    itops.answers.patch = OFFER;
    const panel = await open(itops);
    expect(itops.asked('findingPatch')).toEqual([]);
    await user.click(panel.getByRole('button', { name: 'Show the patch' }));
    const diff = await panel.findByRole('region', {
      name: 'Change of ip-addresses.conf',
    });
    expect(diff).toHaveTextContent('removed: IP_OLD=10.20.30.99');
    expect(diff).toHaveAttribute('tabindex', '0');
    expect(panel.getByText(/Scripts outside of the file/)).toBeVisible();
    expect(panel.getByText(/^Removes IP_OLD/)).toBeVisible();

    await user.click(panel.getByRole('button', { name: 'Copy' }));
    expect(await panel.findByText('Copied.')).toBeVisible();
    expect(copied).toHaveBeenCalledWith((OFFER as { diff: string }).diff);
    await user.click(panel.getByRole('button', { name: 'Download' }));
    expect(saveFile).toHaveBeenCalledWith(
      'ip-addresses.conf.patch',
      'text/x-patch',
      (OFFER as { diff: string }).diff,
    );
    // This portal has no templates.
    expect(panel.queryByText('Open a pull request')).toBeNull();
  });

  it('says why no edit is offered', async () => {
    const itops = new FakeItops();
    itops.answers.patch = {
      offered: false,
      findingId: 'f-1',
      reason: 'live-side',
      message: 'Something is there.',
    };
    const panel = await show(itops);
    expect(await panel.findByText('No edit is offered.')).toBeVisible();
    expect(panel.getByText(/Something is there\./)).toBeVisible();
  });

  it('asks into which file a key goes', async () => {
    const itops = new FakeItops();
    itops.answers.patch = {
      offered: false,
      findingId: 'f-1',
      reason: 'several-candidates',
      message: 'Say into which one.',
      choices: ['declared/a.conf', 'declared/b.conf'],
    };
    const panel = await show(itops);
    const choice = await panel.findByRole('button', { name: /b\.conf/ });
    itops.answers.patch = OFFER;
    await userEvent.click(choice);
    expect(await panel.findByText(/^Removes IP_OLD/)).toBeVisible();
    expect(itops.asked('findingPatch').map(([, query]) => query)).toEqual([
      { into: undefined },
      { into: 'declared/b.conf' },
    ]);
  });

  it('says that the file has changed, and asks again', async () => {
    const itops = new FakeItops();
    itops.answers.patch = OFFER;
    itops.fail(
      'findingPatch',
      httpError(409, 'x.conf has changed: refresh the source, then ask again'),
    );
    const panel = await show(itops);
    expect(
      await panel.findByText('The file is another one than was judged.'),
    ).toBeVisible();
    expect(panel.getByText(/refresh the source, then ask again/)).toBeVisible();
    itops.fail('findingPatch', undefined);
    await userEvent.click(panel.getByRole('button', { name: 'Try again' }));
    expect(await panel.findByText(/^Removes IP_OLD/)).toBeVisible();
  });

  it.each([
    ['of a rule that no file is at fault for', { rule: 'duplicate-address' }],
    ['in the past', { path: '/?finding=f-1&asOf=2026-01-01T00:00:00Z' }],
  ])('is not offered %s', async (_, options) => {
    const panel = await open(new FakeItops(), options);
    expect(panel.getByText('Evidence')).toBeVisible();
    expect(panel.queryByText('Show the patch')).toBeNull();
  });
});
