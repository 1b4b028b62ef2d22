import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  TemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { ItopsService } from '@sankofa/plugin-itops-node';
import { parse } from 'yaml';
import { createDriftPatchAction } from './actions/driftPatch';

const FILE = path.resolve(
  __dirname,
  '../../../templates/fix-drift/template.yaml',
);
const template = parse(readFileSync(FILE, 'utf8')) as TemplateEntityV1beta3;

describe('templates/fix-drift', () => {
  it('is a template', async () => {
    await expect(templateEntityV1beta3Validator.check(template)).resolves.toBe(
      true,
    );
  });

  it('gives the action what it takes, and reads what it gives', () => {
    const { schema, id } = createDriftPatchAction({
      itops: {} as ItopsService,
    });
    const step = template.spec.steps.find(({ action }) => action === id)!;
    const { input, output } = schema as {
      input: { properties: object };
      output: { properties: object };
    };
    expect(Object.keys(input.properties)).toEqual(
      expect.arrayContaining(Object.keys(step.input!)),
    );
    const read = JSON.stringify(template).matchAll(
      /steps\.patch\.output\.(\w+)/g,
    );
    expect(Object.keys(output.properties)).toEqual(
      expect.arrayContaining([...read].map(([, name]) => name)),
    );
  });

  it('is a dry run unless the person asks for a pull request', () => {
    const [, , last] = template.spec.parameters as {
      properties: Record<string, { default?: unknown }>;
    }[];
    expect(last.properties.openPullRequest.default).toBe(false);
    const publishing = template.spec.steps.filter(({ action }) =>
      action.startsWith('publish:'),
    );
    expect(publishing.map(({ action }) => action)).toEqual([
      'publish:github:pull-request',
      'publish:gitlab:merge-request',
    ]);
    publishing.forEach(step =>
      expect(step.if).toContain('parameters.openPullRequest'),
    );
    const [, patch] = template.spec.steps;
    expect(patch.input!.dryRun).toBe('${{ not parameters.openPullRequest }}');
  });
});
