import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { FakeItops } from '../../testing/FakeItops';
import { finding } from '../../testing/fixtures';
import { DriftPage } from './DriftPage';

/** In a file of its own: what a person may is remembered for a whole file. */
describe('the patch of a finding for those who may only read', () => {
  it('is not offered, as it shows more of the file than findings do', async () => {
    const itops = new FakeItops();
    itops.answers.findings = [finding({ rule: 'address-unused' })];
    await renderPage(DriftPage, itops, {
      path: '/?finding=f-1',
      denied: ['itops.finding.update'],
    });
    const panel = within(await screen.findByRole('dialog'));
    expect(panel.getByText('Evidence')).toBeVisible();
    expect(panel.queryByText('Show the patch')).toBeNull();
    expect(itops.asked('findingPatch')).toEqual([]);
  });
});
