import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { describeAlongside, LONDON } from '../../infra/stacks/alongside.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of any shape, and a wrong guess at it fails the test
export type Properties = Record<string, any>;

export const FUNCTIONS = ['TextArrived', 'CallMoved', 'ReceiptArrived', 'ApiAsked', 'ConsoleAsked', 'MinutePassed', 'WorkDue'];

const outdir = mkdtempSync(join(tmpdir(), 'alongside-synth-'));
// Several files of one worker share it: it goes when the worker does.
process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));

/** The deployment that `cdk synth` describes, but for the code: a template is the same whatever its functions hold. */
export function deployment(choice: { region?: string; stage?: string } = {}) {
  const { region = LONDON, stage = 'rehearsal' } = choice;
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ context, outdir: mkdtempSync(join(outdir, 'cdk-')) });
  return { app, ...describeAlongside(app, { stage, region, code: () => Code.fromInline('// bundled elsewhere') }) };
}

/** The templates of the three stacks. */
export function templates() {
  const { data, service, operations } = deployment();
  return {
    data: Template.fromStack(data.stack),
    service: Template.fromStack(service.stack),
    operations: Template.fromStack(operations.stack),
  };
}

/** All resources of a type, by logical id, with what surrounds their properties. */
export const all = (template: Template, type: string): [string, Properties][] => Object.entries(template.findResources(type));

export const properties = (template: Template, type: string): Properties[] =>
  all(template, type).map(([, resource]) => resource.Properties as Properties);

/** A logical id without the hash that CDK puts behind it. */
export const named = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** The properties of the one resource of a type with this name. */
export function one(template: Template, type: string, name: string): Properties {
  const found = all(template, type).filter(([logicalId]) => named(logicalId) === name);
  if (found.length !== 1) throw new Error(`${found.length} resources ${type} are named ${name}`);
  return found[0]?.[1].Properties as Properties;
}

/** The logical id that a reference within a template leads to. */
export const idOf = (reference: Properties): string => reference['Fn::GetAtt']?.[0] ?? reference.Ref ?? JSON.stringify(reference);

const asList = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

interface Right {
  /** Whose role it is: the name of a function, or `SweepSchedule`. */
  readonly of: string;
  readonly actions: readonly string[];
  readonly resources: readonly Properties[];
}

/** Every right that a role is given in these templates. */
export function rightsIn(...within: Template[]): Right[] {
  return within.flatMap((template) =>
    all(template, 'AWS::IAM::Policy').flatMap(([id, { Properties: policy }]) =>
      (policy.PolicyDocument.Statement as Properties[])
        .filter(({ Effect }) => Effect === 'Allow')
        .map(({ Action, Resource }) => ({
          of: named(id).replace(/RoleDefaultPolicy$/, ''),
          actions: asList<string>(Action),
          resources: asList<Properties>(Resource),
        })),
    ),
  );
}
