import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { keepTemplate } from '../support/template-files.js';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface SynthesizedTemplate {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown }>;
}

/** The template of a stack that `build` fills. */
export function synthesize(build: (stack: Stack) => void, id = 'Stack'): SynthesizedTemplate {
  const app = new App();
  const stack = new Stack(app, id);
  build(stack);
  return templateOf(app, stack);
}

export function templateOf(app: App, stack: Stack): SynthesizedTemplate {
  const template = app.synth().getStackArtifact(stack.artifactId).template as SynthesizedTemplate;
  keepTemplate(template);
  return template;
}

export function inlineFunction(
  scope: Construct,
  id: string,
  source = 'exports.handler = async () => ({})',
): LambdaFunction {
  return new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(source),
  });
}

export function resourcesOf(
  template: SynthesizedTemplate,
  type: string,
): readonly (Resource & { readonly id: string })[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, ...resource }));
}

/** The one resource of a type. */
export function resourceOf(template: SynthesizedTemplate, type: string): Resource & { readonly id: string } {
  const [resource, ...others] = resourcesOf(template, type);
  if (resource === undefined || others.length > 0) throw new Error(`${others.length + 1} or no resources of ${type}`);
  return resource;
}

export interface OpenApiBody {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly [member: string]: unknown;
}

export interface Operation {
  readonly 'x-amazon-apigateway-integration': { readonly uri?: unknown; readonly [member: string]: unknown };
  readonly [member: string]: unknown;
}

export function bodyOf(template: SynthesizedTemplate): OpenApiBody {
  return resourceOf(template, 'AWS::ApiGateway::RestApi').Properties.Body as OpenApiBody;
}

export function operationOf(template: SynthesizedTemplate, path: string, verb: string): Operation {
  const operation = bodyOf(template).paths[path]?.[verb];
  if (operation === undefined) throw new Error(`no ${verb} ${path}`);
  return operation;
}
