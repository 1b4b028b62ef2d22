import { screen, within } from '@testing-library/react';
import { FakeItops } from '../../testing/FakeItops';
import { planWaiver } from '../../testing/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { VlanPlanPage } from './VlanPlanPage';

// A file of its own: answers about permissions are kept for the whole file.
it('who may not decide sees everything and is offered nothing', async () => {
  const itops = new FakeItops();
  itops.vlanPlan.changeWave('b-ledger', { waivers: [planWaiver()] });
  await renderPage(VlanPlanPage, itops, {
    path: '/it/vlan-plan?wave=b-ledger',
    denied: ['itops.vlan-plan.update', 'itops.vlan-plan.waive'],
  });
  const panel = await screen.findByRole('dialog', { name: 'Ledger' });
  expect(panel).toHaveTextContent(/You may not acknowledge and verify .* or/);
  expect(panel).toHaveTextContent('not acknowledged');
  expect(
    within(panel)
      .getAllByRole('button')
      .map(button => button.getAttribute('aria-label')),
  ).toEqual(['Close']);
});
