import { readVlanPlan } from '.';

const GOOD = `version: 1
current: { vid: 11, prefix: 192.168.11.0/24 }
waves:
  - id: a
    title: Tenants
    workloads:
      - select: { vmids: 8000-8099 }
        target: { vid: 200, prefix: 10.200.0.0/24 }
        addresses: { '8000': 10.200.0.10 }
`;

/** The plan with one piece of text replaced. */
function reading(from: string, to: string) {
  const text = GOOD.replace(from, to);
  expect(text).not.toBe(GOOD);
  return readVlanPlan(text, 'plan.yaml').problems;
}

describe('readVlanPlan', () => {
  it('reads a plan and fills in what is left out', () => {
    const { plan } = readVlanPlan(GOOD, 'plan.yaml');
    expect(plan).toMatchObject({ freshMinutes: 30, nodes: [] });
    expect(plan?.waves[0].workloads[0].target.vid).toBe(200);
  });

  it.each([
    ['vid: 200', 'vid: 5000', 8, 'waves[0].workloads[0].target.vid', /4094/],
    [
      '10.200.0.0/24',
      '10.200.0.7/24',
      8,
      'waves[0].workloads[0].target.prefix',
      /without host part/,
    ],
    [
      '8000-8099',
      '8099-8000',
      7,
      'waves[0].workloads[0].select.vmids',
      /ascending/,
    ],
    [
      '10.200.0.10',
      '10.201.0.10',
      9,
      'waves[0].workloads[0].addresses.8000',
      /in the target prefix/,
    ],
    ['title: Tenants', 'titel: Tenants', 5, 'waves[0].titel', /no field/],
    ['version: 1', 'version: 2', 1, 'version', /must be 1/],
    [
      '{ vmids: 8000-8099 }',
      '{}',
      7,
      'waves[0].workloads[0].select',
      /at least one/,
    ],
    [
      '{ vmids: 8000-8099 }',
      '{ device: x, tag: y }',
      7,
      'waves[0].workloads[0].select',
      /stands alone/,
    ],
  ])(
    'names line, field and remedy of %s → %s',
    (from, to, line, field, message) => {
      const problems = reading(from, to);
      expect(problems).toContainEqual({
        file: 'plan.yaml',
        line,
        field,
        message: expect.stringMatching(message),
      });
    },
  );

  it('refuses two waves with one id', () => {
    const twice = `${GOOD}  - { id: a, title: Again, workloads: [] }\n`;
    expect(readVlanPlan(twice, 'p').problems).toEqual([
      {
        file: 'p',
        line: 10,
        field: 'waves[1].id',
        message: expect.stringMatching(/earlier wave/),
      },
    ]);
  });

  it('names the line where a text is no YAML, and does not follow aliases for ever', () => {
    expect(
      readVlanPlan('version: 1\nversion: 1\n', 'p').problems[0],
    ).toMatchObject({
      line: 2,
      message: expect.stringMatching(/no YAML/),
    });
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`;
    expect(readVlanPlan(bomb, 'p').problems.length).toBeGreaterThan(0);
  });

  it('says of an empty file what is missing', () => {
    expect(readVlanPlan('', 'p').problems).toEqual([
      { file: 'p', line: 1, field: '', message: expect.any(String) },
    ]);
  });
});
