import type { Json } from '../../model/json.js';
import type { Translation } from './translation.js';
import { SamMap, fromJson, type SamValue } from './values/sam-value.js';

/** Reads a document beside the template: parsed, or undefined when there is no such file. */
export type ReadFile = (relative: string) => unknown;

/**
 * Inlines the documents that a template includes by `AWS::Include`, which CloudFormation does before SAM, and the local
 * files that `DefinitionUri` names, which packaging would have put into S3. An address in S3 stays as it is.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
 */
export function inlineFiles(template: SamMap, readFile: ReadFile | undefined, report: Translation['report']): SamMap {
  if (readFile === undefined) return template;
  const read = (location: string): SamValue | undefined => {
    const document = readFile(location) ?? undefined;
    return document === undefined ? undefined : fromJson(document as Json);
  };
  const inlined = inlineIncludes(template, read, report);
  if (!(inlined instanceof SamMap)) return template;
  for (const resource of inlined.getMap('Resources')?.values() ?? [])
    if (resource instanceof SamMap) inlineDefinition(resource, read);
  return inlined;
}

type Read = (location: string) => SamValue | undefined;

/** What is included cannot include in turn. */
function inlineIncludes(value: SamValue, read: Read, report: Translation['report']): SamValue {
  if (Array.isArray(value)) return value.map((item) => inlineIncludes(item, read, report));
  if (!(value instanceof SamMap)) return value;
  const members = new SamMap([...value].map(([key, member]) => [key, inlineIncludes(member, read, report)]));
  const location = includedLocation(value.getMap('Fn::Transform'));
  if (location === undefined) return members;
  const included = read(location);
  if (included === undefined) {
    const message = `Cannot include ${location}: there is no such file beside the template`;
    report('unresolved-reference', { element: 'AWS::Include', property: location }, message);
    return members;
  }
  members.delete('Fn::Transform');
  return included instanceof SamMap ? members.update(included) : included;
}

function includedLocation(transform: SamMap | undefined): string | undefined {
  if (transform?.get('Name') !== 'AWS::Include') return undefined;
  return localPath(transform.getMap('Parameters')?.get('Location'));
}

function inlineDefinition(resource: SamMap, read: Read): void {
  const type = resource.get('Type');
  if (type !== 'AWS::Serverless::Api' && type !== 'AWS::Serverless::HttpApi') return;
  const properties = resource.getMap('Properties');
  const path = localPath(properties?.get('DefinitionUri'));
  const document = path === undefined ? undefined : read(path);
  if (document !== undefined) properties?.set('DefinitionBody', document).delete('DefinitionUri');
}

/** A path beside the template; CloudFormation fetches anything else from S3. */
function localPath(location: SamValue | undefined): string | undefined {
  return typeof location === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(location) ? location : undefined;
}
