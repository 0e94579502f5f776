import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { readTemplate } from '../../../import/cloudformation/template.js';
import { printIntrinsics } from '../../../intrinsics/index.js';
import {
  diagnostic,
  isDeployTime,
  type Diagnostic,
  type Document,
  type Json,
  type RestApi,
  type ValuePart,
} from '../../../model/index.js';

/** An API as the properties of its resource describe it, and the findings of reading them. */
export interface ReadBack {
  readonly api: RestApi;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an API back from the properties of its resource, which escape hatches or aspects have changed. A property that
 * cannot be read is `api-overridden`: what is tested and served would not be what is deployed.
 */
export function readBack(
  resource: CfnRestApi,
  properties: Readonly<Record<string, Document>>,
  declared: RestApi,
): ReadBack {
  const { cfnResourceType: Type } = resource;
  const { collection, diagnostics } = readTemplate({
    Resources: {
      ...Object.fromEntries(
        referencesIn(properties).map((id) => [id, { Type: 'AWS::CloudFormation::CustomResource' }]),
      ),
      [declared.id]: { Type, Properties: printIntrinsics(properties) as Json },
    },
  });
  const [api] = collection.apis;
  if (api?.protocol !== 'REST') throw new TypeError('a RestApi resource is read as a REST API');
  return { api: { ...api, stages: declared.stages }, diagnostics: diagnostics.map(asOverridden) };
}

/** Codes of what the model has no place for, or the reader could not make anything of. */
const UNREADABLE: ReadonlySet<string> = new Set(['not-read', 'unknown-property', 'unresolved-value']);

function asOverridden(finding: Diagnostic): Diagnostic {
  const { code, severity, place, message } = finding;
  if (severity !== 'error' && !UNREADABLE.has(code)) return finding;
  return diagnostic('api-overridden', place, `Cannot read back what overrides the API: ${message}`);
}

function referencesIn(document: Document): readonly string[] {
  const ids = new Set<string>();
  const visitPart = (part: ValuePart): void => {
    if (typeof part === 'string') return;
    if (part.kind === 'intrinsic') visit(part.argument);
    else if (!part.logicalId.startsWith('AWS::')) ids.add(part.logicalId);
  };
  const visit = (value: Document): void => {
    if (isDeployTime(value)) value.parts.forEach(visitPart);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(document);
  return [...ids];
}
