import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { Schema, validate } from 'jsonschema';
import { parse } from 'yaml';

const FOLDER = path.resolve(__dirname, '../../../../templates');
const PARAMETER = /^\$\{\{ parameters\.(\w+) \}\}$/;

type Values = Record<string, unknown>;
/** A page of the form, with what it asks depending on an answer. */
type Page = Schema & { properties: Record<string, Schema> };

function propertiesOf(schema: Schema): Record<string, Schema> {
  const dependent = Object.values(schema.dependencies ?? {}).flatMap(
    dependency => (dependency as Schema).oneOf ?? [],
  );
  // The answer that decides is asked once, above.
  return Object.assign(
    {},
    ...dependent.map(each => each.properties),
    schema.properties,
  );
}

/** A template of this repository, as the scaffolder reads it. */
export class Template {
  private constructor(readonly entity: TemplateEntityV1beta3) {}

  static read(name: string): Template {
    const file = path.join(FOLDER, name, 'template.yaml');
    return new Template(parse(readFileSync(file, 'utf8')));
  }

  get steps() {
    return this.entity.spec.steps;
  }

  get parameters(): Record<string, Schema> {
    return Object.assign({}, ...this.pages.map(propertiesOf));
  }

  /** Names of what its steps read of the form. */
  get used(): string[] {
    const reads = JSON.stringify(this.steps).matchAll(/parameters\.(\w+)/g);
    return [...new Set([...reads].map(([, name]) => name))];
  }

  /** `step.name` of every output of a step that is read. */
  get read(): string[] {
    const reads = JSON.stringify(this.entity).matchAll(
      /steps\.(\w+)\.output\.(\w+)/g,
    );
    return [...reads].map(([, step, name]) => `${step}.${name}`);
  }

  /** What the form and the scaffolder's API say against these answers. */
  problems(values: Values): string[] {
    return this.pages
      .flatMap(page => validate(values, page).errors)
      .map(error => error.toString());
  }

  /** The input of its first step; an answer that is not there leaves its field out. */
  inputFor(values: Values): Values {
    return JSON.parse(
      JSON.stringify(this.steps[0].input),
      (_key, value: unknown) => {
        const [, name] =
          (typeof value === 'string' && PARAMETER.exec(value)) || [];
        return name === undefined ? value : values[name];
      },
    );
  }

  /** Where each answer goes to in the intent: `network.vlan` from `vlan`. */
  get intentFields(): { field: string[]; parameter: string }[] {
    const fields = (value: unknown, at: string[]): [string[], string][] => {
      if (typeof value !== 'string') {
        return Object.entries(value as object).flatMap(([key, child]) =>
          fields(child, [...at, key]),
        );
      }
      const [, parameter] = PARAMETER.exec(value) ?? [];
      return parameter === undefined ? [] : [[at, parameter]];
    };
    return fields(this.steps[0].input!.intent, []).map(
      ([field, parameter]) => ({ field, parameter }),
    );
  }

  private get pages(): Page[] {
    return this.entity.spec.parameters as unknown as Page[];
  }
}
