import {
  diagnostic,
  isDocumentObject,
  printValue,
  type Diagnostic,
  type Document,
  type LambdaCode,
  type LambdaFunction,
} from '../../model/index.js';
import { asInteger, asText } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { fillDocument, fillText, type ValueLookup } from '../../intrinsics/index.js';
import type { Resource } from './resources.js';
import { physicalName, propertyOf } from './known-references.js';
import type { FileLocation, TemplateFiles } from './template-files.js';

/** AWS's own defaults. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MEGABYTES = 128;

/**
 * A Lambda function with where its code lies.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
 */
export function readLambdaFunction(
  resource: Resource,
  lookup: ValueLookup,
  files: TemplateFiles,
  report: (finding: Diagnostic) => void,
): LambdaFunction {
  const known = (name: string): Document | undefined => {
    const value = propertyOf(resource, name);
    return value === undefined ? undefined : fillDocument(value, lookup);
  };
  const name = functionNameOf(resource, lookup);
  const runtime = asText(known('Runtime'));
  const handler = asText(known('Handler'));
  const concurrency = asInteger(known('ReservedConcurrentExecutions'));
  const code = readCode(resource, known('Code'), known('PackageType'), files);
  const { environment, unresolved } = readEnvironment(known('Environment'));
  const place = { element: `function ${name}` };
  if (code.kind === 'unavailable') {
    const message = `Cannot run ${name}: ${code.reason}; give its code with --lambda ${name}=<file>`;
    report(diagnostic('function-unavailable', { ...place, property: 'Code' }, message));
  }
  if (known('Layers') !== undefined) {
    const message = `Cannot add the layers of ${name}: it runs without them`;
    report(diagnostic('not-simulated', { ...place, property: 'Layers' }, message));
  }
  return {
    name,
    ...defined({ region: resource.stack.region }),
    ...(typeof runtime === 'string' && { runtime }),
    handler: typeof handler === 'string' ? handler : 'index.handler',
    code,
    environment,
    ...(unresolved.length > 0 && { unresolvedEnvironment: unresolved }),
    timeoutMs: integerOr(known('Timeout'), DEFAULT_TIMEOUT_SECONDS) * 1000,
    memoryMegabytes: integerOr(known('MemorySize'), DEFAULT_MEMORY_MEGABYTES),
    ...(typeof concurrency === 'number' && { reservedConcurrency: concurrency }),
  };
}

/** The name of a function where it is known, else its logical id. */
export function functionNameOf(resource: Resource, lookup: ValueLookup): string {
  const name = fillText(physicalName(resource, 'FunctionName'), lookup);
  return typeof name === 'string' ? name : resource.id;
}

function readCode(
  resource: Resource,
  code: Document | undefined,
  packageType: Document | undefined,
  files: TemplateFiles,
): LambdaCode {
  const members = isDocumentObject(code) ? code : {};
  if (packageType === 'Image' || members.ImageUri !== undefined) {
    return { kind: 'unavailable', reason: 'it is an image, and images are not run' };
  }
  const source = asText(members.ZipFile);
  if (source !== undefined) return { kind: 'inline', source: printValue(source) };
  const metadata = resource.template.metadata['aws:asset:path'];
  const key = asText(members.S3Key);
  const address = asText(code);
  const location: FileLocation = {
    ...(typeof metadata === 'string' && { assetPath: metadata }),
    ...(key !== undefined && { key }),
    ...(typeof address === 'string' && { address }),
  };
  return files.code(location);
}

function readEnvironment(document: Document | undefined): {
  readonly environment: Readonly<Record<string, string>>;
  readonly unresolved: readonly string[];
} {
  const variables = isDocumentObject(document) && isDocumentObject(document.Variables) ? document.Variables : {};
  const known: [string, string][] = [];
  const unresolved: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    const text = asText(value);
    if (typeof text === 'string') known.push([name, text]);
    else unresolved.push(name);
  }
  return { environment: Object.fromEntries(known), unresolved };
}

function integerOr(value: Document | undefined, otherwise: number): number {
  const number = asInteger(value);
  return typeof number === 'number' ? number : otherwise;
}
