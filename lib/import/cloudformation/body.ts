import {
  diagnostic,
  isDeployTime,
  isDocumentObject,
  printValue,
  type Api,
  type Document,
  type Json,
  type Place,
  type Value,
} from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { readOpenApi } from '../openapi/document.js';
import { parseJsonOrYaml } from '../text/index.js';
import { type Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { functionCalls, readShortForm } from '../../intrinsics/index.js';
import type { FileLocation } from './template-files.js';
import { parseTextDocument } from './text-document.js';

/**
 * The API that a resource's `Body` or `BodyS3Location` defines.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function readBody(resource: ApiResource, protocol: 'REST' | 'HTTP', context: ReadContext): Api | undefined {
  const { properties } = resource;
  const inline = properties.document('Body');
  const found = inline === undefined ? readLocation(resource, context) : readInline(inline, properties);
  if (found === undefined) return undefined;
  const parameters = properties.map('Parameters');
  const basepath = parameters?.basepath ?? properties.value('BasePath');
  try {
    const { api, diagnostics } = readOpenApi(found.document, {
      id: resource.id,
      protocol,
      ...(found.file !== undefined && { file: found.file }),
      ...(isBasepath(basepath) && { basepath }),
      files: (path) => readBeside(path, resource, context),
    });
    for (const finding of diagnostics) context.report(finding);
    return api;
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    properties.report('invalid-value', inline === undefined ? 'BodyS3Location' : 'Body', error.message);
    return undefined;
  }
}

/** A file that a `$ref` of the definition names. */
function readBeside(path: string, resource: ApiResource, context: ReadContext): Document {
  const found = context.files(resource).document({ address: path });
  if (found.kind === 'missing') throw new SluiceError('source-not-found', `Cannot read "${path}": ${found.reason}`);
  return resource.stack.resolve(found.document, { element: resource.id, file: found.file }) ?? null;
}

interface FoundBody {
  readonly document: Document;
  readonly file?: string;
}

function readInline(body: Document, properties: Properties): FoundBody | undefined {
  if (isDocumentObject(body)) return { document: body };
  const text: Value<string> | undefined = typeof body === 'string' || isDeployTime(body) ? body : undefined;
  const document = text !== undefined && startsLikeText(text) ? parseTextDocument(text, parseDefinition) : undefined;
  if (document !== undefined && isDocumentObject(document)) return { document };
  if (isFailedInclude(text)) return undefined;
  const what = text === undefined ? 'it is no object' : printValue(text).slice(0, 100);
  properties.report(
    'unresolved-value',
    'Body',
    `Cannot read the definition of the API: only deployment knows it (${what}); its routes are not read`,
  );
  return undefined;
}

/** A file that is not at hand is reported where it is included. */
function isFailedInclude(text: Value<string> | undefined): boolean {
  const [part] = isDeployTime(text) ? text.parts : [];
  return part !== undefined && typeof part !== 'string' && part.kind === 'intrinsic' && part.name === 'Fn::Transform';
}

/** A value that is nothing but a reference or function is no text to parse. */
function startsLikeText(text: Value<string>): boolean {
  return typeof text === 'string' || typeof text.parts[0] === 'string';
}

function parseDefinition(text: string): Json | undefined {
  try {
    return parseJsonOrYaml(text, undefined, { customTags: readShortForm }).value;
  } catch {
    return undefined;
  }
}

/** An object of S3 or, before `cloudformation package` has uploaded it, a path beside the template. */
function readLocation(resource: ApiResource, context: ReadContext): FoundBody | undefined {
  const { properties } = resource;
  const written = resource.template.metadata['aws:asset:path'];
  const assetPath = typeof written === 'string' && { assetPath: written };
  if (properties.isText('BodyS3Location')) {
    const address = properties.text('BodyS3Location') ?? '';
    return readFile(resource, { ...assetPath, address }, address, context);
  }
  const location = properties.object('BodyS3Location');
  if (location === undefined) return undefined;
  location.ignore('ETag', 'Etag', 'Version');
  const bucket = location.value('Bucket');
  const key = location.value('Key');
  const address = `s3://${printValue(bucket ?? '')}/${printValue(key ?? '')}`;
  return readFile(resource, { ...assetPath, ...(key !== undefined && { key }) }, address, context);
}

function readFile(
  resource: ApiResource,
  location: FileLocation,
  address: string,
  context: ReadContext,
): FoundBody | undefined {
  const found = context.files(resource).document(location);
  if (found.kind === 'missing') {
    resource.properties.report(
      'unresolved-value',
      'BodyS3Location',
      `Cannot read the definition of the API at ${address}: ${found.reason}; its routes are not read`,
    );
    return undefined;
  }
  for (const finding of found.diagnostics) context.report(finding);
  const place = { element: resource.id, file: found.file };
  reportFunctions(found.document, place, context);
  const document = resource.stack.resolve(found.document, place);
  return document === undefined ? undefined : { document, file: found.file };
}

/**
 * Reports the functions of CloudFormation in a file that API Gateway fetches by itself.
 *
 * Observed: nothing evaluates them, and the import refuses or misreads what they stand for.
 */
function reportFunctions(document: Json, place: Place, { report }: ReadContext): void {
  const names = [...new Set(functionCalls(document).map(({ name }) => name))];
  if (names.length === 0) return;
  const message =
    `API Gateway reads this file as it is written, with ${names.join(', ')} not evaluated; ` +
    'put the definition in the template, or include it there with AWS::Include';
  report(diagnostic('invalid-value', place, message));
}

function isBasepath(value: Value<string> | undefined): value is 'ignore' | 'prepend' | 'split' {
  return value === 'ignore' || value === 'prepend' || value === 'split';
}
