import { readTemplate } from '../../import/cloudformation/template.js';
import { printIntrinsics } from '../../intrinsics/index.js';
import {
  diagnostic,
  isDeployTime,
  type Api,
  type Diagnostic,
  type Document,
  type Json,
  type RestApi,
  type ValuePart,
} from '../../model/index.js';

/** An API as the properties of its resource describe it, and the findings of reading them. */
export interface ReadBack<A extends Api = RestApi> {
  readonly api: A;
  readonly diagnostics: readonly Diagnostic[];
}

/** A resource of the API's definition as the template has it in the end. */
export interface ResolvedResource {
  /** What references to it name. */
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, Document>>;
}

/**
 * Reads an API back from its resources, which escape hatches or aspects have changed. A property that cannot be read is
 * `api-overridden`: what is tested and served would not be what is deployed.
 */
export function readBack<A extends Api>(resources: readonly ResolvedResource[], declared: A): ReadBack<A> {
  const references = resources.flatMap(({ properties }) => referencesIn(properties));
  const { collection, diagnostics } = readTemplate({
    Resources: Object.fromEntries([
      ...references.map((id) => [id, { Type: 'AWS::CloudFormation::CustomResource' }] as const),
      ...resources.map(({ id, type: Type, properties }) => [id, { Type, Properties: printIntrinsics(properties) }]),
    ]) as Record<string, Json>,
  });
  const [api] = collection.apis;
  if (api?.protocol !== declared.protocol)
    throw new TypeError(`a resource of a ${declared.protocol} API is read as one`);
  const { id, stages } = declared;
  return { api: { ...api, id, stages } as A, diagnostics: diagnostics.map(asOverridden) };
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
