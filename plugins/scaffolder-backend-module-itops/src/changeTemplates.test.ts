import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { ItopsService } from '@sankofa/plugin-itops-node';
import { changeIntentSchema } from '@sankofa/site-model';
import { Schema, validate } from 'jsonschema';
import { z } from 'zod';
import { mockServices } from '@backstage/backend-test-utils';
import { Template } from './__testUtils__/Template';
import { createChangeSubmitAction } from './actions/changeSubmit';
import { createChangeWaitAction } from './actions/changeWait';
import { ChangeLinks } from './changes/ChangeLinks';

const options = {
  itops: {} as ItopsService,
  links: ChangeLinks.fromConfig(mockServices.rootConfig({ data: {} })),
};
const actions = [
  createChangeSubmitAction(options),
  createChangeWaitAction(options),
];
const propertiesOf = (schema: unknown) =>
  Object.keys((schema as { properties: object }).properties);

const change = { ticket: 'CHG-1234' };
const dhcp = { mode: 'dhcp' };
const fixed = { mode: 'static', address: '192.0.2.50/24' };
const container = {
  ...change,
  hostname: 'web-1',
  vmid: 7801,
  ownerRef: 'group:default/it',
  template: 'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
  tags: ['web'],
  start: true,
  node: 'r630-03',
  pool: 'it-managed',
  storage: 'local-zfs',
  diskGiB: 8,
  cores: 1,
  memoryMiB: 1024,
  swapMiB: 0,
  bridge: 'vmbr0',
};

type Answers = Record<string, unknown>;

/** Answers that make a change, and answers that the form refuses. */
const cases: { name: string; good: Answers[]; bad: Answers[] }[] = [
  {
    name: 'create-container',
    good: [
      { ...container, ...dhcp },
      { ...container, ...fixed, gateway: '192.0.2.1', vlan: 11, tags: [] },
      { ...container, mode: 'static', address: '2001:db8::5/64' },
    ],
    bad: [
      container,
      { ...container, mode: 'static' },
      { ...container, ...fixed, address: '192.0.2.50' },
      { ...container, ...dhcp, hostname: 'Web_1' },
      { ...container, ...dhcp, vmid: 99 },
      { ...container, ...dhcp, template: 'debian' },
      { ...container, ...dhcp, vlan: 4095 },
      { ...container, ...dhcp, ticket: 'soon' },
      { ...container, ...dhcp, tags: ['Web'] },
    ],
  },
  {
    name: 'power-guest',
    good: ['guest.start', 'guest.shutdown', 'guest.stop'].map(verb => ({
      ...change,
      vmid: 100,
      verb,
    })),
    bad: [
      { ...change, vmid: 100, verb: 'guest.destroy' },
      { ...change, vmid: '100', verb: 'guest.start' },
      { vmid: 100, verb: 'guest.start' },
    ],
  },
  {
    name: 'resize-disk',
    good: [
      { ...change, vmid: 100, disk: 'rootfs', sizeGiB: 16 },
      { ...change, vmid: 100, disk: 'scsi0', sizeGiB: 65_536 },
    ],
    bad: [
      { ...change, vmid: 100, disk: 'rootfs', sizeGiB: 0 },
      { ...change, vmid: 100, disk: 'net0', sizeGiB: 16 },
    ],
  },
  {
    name: 'set-address',
    good: [
      { ...change, vmid: 100, interface: 'net0', ...dhcp },
      { ...change, vmid: 100, interface: 'net1', vlan: 110, ...fixed },
      // What was typed before the answer was changed stays in the form.
      { ...change, vmid: 100, interface: 'net0', ...fixed, ...dhcp },
    ],
    bad: [
      { ...change, vmid: 100, interface: 'eth0', ...dhcp },
      { ...change, vmid: 100, interface: 'net0', mode: 'static' },
      { ...change, vmid: 100, interface: 'net0', mode: 'none' },
    ],
  },
];

const intents = z.toJSONSchema(changeIntentSchema) as Schema;

/** What the model says of one field; of its alternatives the one that has it. */
function fieldOf(schema: Schema, [name, ...rest]: string[]): Schema {
  const owner = [schema, ...(schema.oneOf ?? [])].find(
    each => each.properties?.[name],
  )!;
  const field = owner.properties![name];
  return rest.length > 0 ? fieldOf(field, rest) : field;
}

/** The same rule may be written in two ways. */
const limitsOf = ({ type, minimum, maximum, maxLength, pattern }: Schema) => ({
  type,
  minimum,
  maximum,
  maxLength,
  pattern: (pattern as string | undefined)
    ?.replaceAll('\\d', '[0-9]')
    .replaceAll('\\/', '/'),
});

describe.each(cases)('templates/$name', ({ name, good, bad }) => {
  const template = Template.read(name);

  it('is a template that submits, then waits', async () => {
    await expect(
      templateEntityV1beta3Validator.check(template.entity),
    ).resolves.toBe(true);
    expect(template.entity.metadata.name).toBe(name);
    expect(template.steps.map(({ action }) => action)).toEqual(
      actions.map(({ id }) => id),
    );
  });

  it('gives the actions what they take, and reads what they give', () => {
    const given = template.steps.flatMap(({ id, action }) => {
      const { schema } = actions.find(each => each.id === action)!;
      return propertiesOf(schema!.output).map(output => `${id}.${output}`);
    });
    expect(given).toEqual(expect.arrayContaining(template.read));
    template.steps.forEach(({ action, input }) => {
      const { schema } = actions.find(each => each.id === action)!;
      expect(propertiesOf(schema!.input)).toEqual(
        expect.arrayContaining(Object.keys(input!)),
      );
    });
  });

  it('uses every answer, and asks for everything it uses', () => {
    expect(template.used.sort()).toEqual(
      Object.keys(template.parameters).sort(),
    );
  });

  it.each(good)('makes a change that there is of answers %#', values => {
    expect(template.problems(values)).toEqual([]);
    const input = template.inputFor(values);
    expect(validate(input, actions[0].schema!.input as Schema).errors).toEqual(
      [],
    );
    expect(changeIntentSchema.safeParse(input.intent)).toMatchObject({
      success: true,
    });
    expect(input.ticket).toBe('CHG-1234');
  });

  it.each(bad)('refuses wrong answers %# in the form', values => {
    expect(template.problems(values)).not.toEqual([]);
  });

  it('has the limits of the model, or narrower ones', () => {
    const verb = template.inputFor(good[0]).intent as { verb: string };
    const model = intents.oneOf!.find(
      ({ properties }) => properties!.verb.const === verb.verb,
    )!;
    const fields = template.intentFields.filter(
      // Which verb it is decides which limits there are.
      ({ parameter }) => !['verb', 'mode'].includes(parameter),
    );
    expect(fields.length).toBeGreaterThan(0);
    fields.forEach(({ field, parameter }) => {
      const ours = template.parameters[parameter];
      const theirs = limitsOf(fieldOf(model, field));
      expect({ parameter, ...limitsOf(ours) }).toMatchObject({
        parameter,
        ...JSON.parse(JSON.stringify(theirs)),
      });
    });
  });
});
