import { printIntrinsics } from '../../intrinsics/index.js';
import {
  diagnostic,
  EMPTY_COLLECTION,
  type Api,
  type ApiCollection,
  type Diagnostic,
  type Document,
  type Json,
} from '../../model/index.js';
import { writeHttpApi } from './http-api-template.js';
import { declareParameters, type TemplateParameter } from './parameters.js';
import { writeRestApi } from './rest-api-template.js';
import type { TemplateOptions } from './template-options.js';
import { TemplateScope } from './template-scope.js';
import { writeWebSocketApi } from './websocket-api-template.js';

export type { TemplateOptions } from './template-options.js';

/** A CloudFormation template as far as we write one. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, Json>>;
  readonly Outputs?: Readonly<Record<string, Json>>;
}

/**
 * Writes a template for APIs that did not come from constructs (those are written by the CDK): for each its definition,
 * its deployment, its stages and the permissions that its functions need.
 *
 * What a value refers to and the template does not have becomes a parameter of it.
 */
export function renderTemplate(
  source: ApiCollection | Api,
  options: TemplateOptions = {},
): { readonly template: Template; readonly diagnostics: readonly Diagnostic[] } {
  const collection = 'protocol' in source ? { ...EMPTY_COLLECTION, apis: [source] } : source;
  const scope = new TemplateScope();
  const diagnostics: Diagnostic[] = [...unwritten(collection)];
  for (const api of collection.apis) {
    diagnostics.push(...writeApi(api, options, scope));
  }
  const { parameters, resources, outputs } = declareParameters(scope.resources, scope.outputs, scope.own);
  const allParameters = { ...parameters, ...scope.parameters };
  diagnostics.push(
    ...Object.entries(parameters).map(([name, parameter]) =>
      diagnostic(
        'unresolved-value',
        { element: `parameter ${name}` },
        `Cannot write ${parameter.Description ?? name}: only deployment knows it; the template asks for it as a parameter`,
        'info',
      ),
    ),
  );
  return {
    template: {
      AWSTemplateFormatVersion: '2010-09-09',
      ...(Object.keys(allParameters).length > 0 && { Parameters: allParameters }),
      ...(Object.keys(scope.conditions).length > 0 && { Conditions: renderAll(scope.conditions) }),
      Resources: renderAll(resources),
      ...(Object.keys(outputs).length > 0 && { Outputs: renderAll(outputs) }),
    },
    diagnostics,
  };
}

function writeApi(api: Api, options: TemplateOptions, scope: TemplateScope): readonly Diagnostic[] {
  switch (api.protocol) {
    case 'REST':
      return writeRestApi(api, options, scope);
    case 'HTTP':
      return writeHttpApi(api, options, scope);
    case 'WEBSOCKET':
      return writeWebSocketApi(api, options, scope);
  }
}

function unwritten(collection: ApiCollection): readonly Diagnostic[] {
  const kinds = [
    ...collection.usagePlans.map(({ id }) => ({ element: id, what: 'a usage plan' })),
    ...collection.apiKeys.map(({ id }) => ({ element: id, what: 'an API key' })),
    ...collection.domainNames.map(({ id }) => ({ element: id, what: 'a domain name' })),
    ...collection.vpcLinks.map(({ id }) => ({ element: id, what: 'a VPC link' })),
  ];
  return kinds.map(({ element, what }) =>
    diagnostic('not-representable', { element }, `Cannot write ${what} into a template yet`),
  );
}

function renderAll(documents: Readonly<Record<string, Document>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(documents).map(([id, document]) => [id, printIntrinsics(document)]));
}
