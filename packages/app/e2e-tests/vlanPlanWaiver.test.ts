import { ask } from './testUtils/api';
import { DESK, useBrowser } from './testUtils/browse';
import { signInAs } from './testUtils/people';

const WAVE = '/itops/v1/vlan-plan/waves/b-tenants';
const GATE = 'owners-acknowledged';

interface Wave {
  id: string;
  gates: { gate: string; state: string; waiver?: { approvedBy?: string } }[];
}

async function gateNow() {
  const { waves } = await ask('/itops/v1/vlan-plan');
  const wave = waves.find(({ id }: Wave) => id === 'b-tenants') as Wave;
  return wave.gates.find(({ gate }) => gate === GATE)!;
}

describe('a waiver of the VLAN plan', () => {
  const browser = useBrowser();
  let id: string;

  beforeEach(async () => {
    const waiver = await ask(`${WAVE}/waivers`, {
      method: 'POST',
      body: {
        gate: GATE,
        ticket: 'CHG-2',
        reason: 'The team is away until Monday.',
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    });
    id = waiver.id;
  });
  afterEach(() =>
    ask(`/itops/v1/vlan-plan/waivers/${id}/withdraw`, { method: 'POST' }),
  );

  it('counts once a second person approved it, and the gate stays red beneath', async () => {
    expect((await gateNow()).waiver).toBeUndefined();
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    await page.goto('/it/vlan-plan?wave=b-tenants');
    await signInAs(page, /Ama Boateng/);
    const panel = page.getByRole('dialog', { name: 'Tenants' });
    await panel.getByRole('button', { name: 'Approve… CHG-2' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve the waiver' });
    await dialog.getByText(/The team is away until Monday/).waitFor();
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.waitFor({ state: 'detached' });
    const gate = panel
      .getByRole('list', { name: 'Gates of Tenants' })
      .getByRole('listitem')
      .filter({ hasText: 'Owners acknowledged' });
    await gate.getByText('waived', { exact: true }).waitFor();
    await panel.getByText(/approved by ama\.boateng/).waitFor();
    const { state, waiver } = await gateNow();
    expect(state).toBe('red');
    expect(waiver?.approvedBy).toMatch(/ama\.boateng$/);
    await context.close();
  });
});
