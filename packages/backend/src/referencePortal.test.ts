import { readRecordedExpectations } from '@sankofa/plugin-itops-node/testUtils';
import { bare } from './__testUtils__/comparisons';
import { SEED_FAULTS } from './__testUtils__/seedFaults';
import { testPortal } from './__testUtils__/testPortal';

jest.setTimeout(60_000);

testPortal('the recorded site in the portal', SEED_FAULTS, begin => {
  it('is read, joined and judged as expected after a good run of every pass', async () => {
    const { addresses, cases, findings, paths } =
      await readRecordedExpectations();
    const portal = await begin();
    const answers = await portal.run();
    expect(bare(answers)).toEqual({
      findings: findings
        .map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`)
        .sort(),
      paths: paths.map(({ hostname, status, hops, branches = [] }) => ({
        hostname,
        status,
        hops,
        branches: branches.map(branch => branch.hops),
      })),
      addresses: addresses
        .map(({ address, state }) => `${address} ${state}`)
        .sort(),
      sources: cases.good.sources
        .map(({ id, freshness, reason }) =>
          [id, freshness, reason].join(' ').trim(),
        )
        .sort(),
    });
  });
});
