import { isDocumentObject, type Document, type DocumentObject } from '../../../model/index.js';
import { isList } from '../../../support/is-list.js';
import { operationsOf, type DocumentOperation } from '../operations.js';
import type { ImportPass } from './pass.js';
import { missingModel } from './unknown-models.js';

/** The members of OpenAPI 3.0 by kind of object. */
const MEMBERS = {
  root: ['openapi', 'info', 'servers', 'paths', 'components', 'security', 'tags', 'externalDocs'],
  info: ['title', 'description', 'termsOfService', 'contact', 'license', 'version'],
  operation: [
    ...['tags', 'summary', 'description', 'externalDocs', 'operationId', 'parameters', 'requestBody', 'responses'],
    ...['callbacks', 'deprecated', 'security', 'servers'],
  ],
  parameter: [
    ...['name', 'in', 'description', 'required', 'deprecated', 'allowEmptyValue', 'style', 'explode', 'schema'],
    ...['allowReserved', 'example', 'examples', 'content', '$ref'],
  ],
  requestBody: ['description', 'content', 'required', '$ref'],
  response: ['description', 'headers', 'content', 'links', '$ref'],
} as const;

/**
 * Members that OpenAPI 3.0 does not have, those that it requires and the document lacks, and operation ids that stand twice.
 *
 * Observed: `… is unexpected` for a parameter's `type`, `… is missing` for `responses` and for a model, as users and
 * other projects' tests report them.
 * Assumed: the same words hold for the other objects here; schemas and Swagger 2.0 documents are not examined.
 */
export const parseIssues: ImportPass = (document, { version, prefix }) => {
  if (version === '2.0') return { document, warnings: [] };
  const operations = operationsOf(document, prefix).filter(({ operationKey }) => !operationKey.startsWith('x-'));
  const issues = [
    ...issuesOf(document, '', 'root', ['info', 'paths']),
    ...issuesOf(document.info, 'info', 'info', ['title', 'version']),
    ...operations.flatMap((operation) => operationIssues(document, operation)),
    ...repeatedIds(operations),
  ];
  return { document, warnings: issues.map((issue) => `Parse issue: attribute ${issue}`) };
};

function operationIssues(
  document: DocumentObject,
  { pathKey, operationKey, operation }: DocumentOperation,
): readonly string[] {
  const at = `paths.'${pathKey}'(${operationKey})`;
  const { parameters, responses, requestBody } = operation;
  return [
    ...issuesOf(operation, at, 'operation', ['responses']),
    ...(isList(parameters) ? parameters : []).flatMap((parameter) =>
      issuesOf(parameter, `${at}.parameters.[${nameOf(parameter)}]`, 'parameter', []),
    ),
    ...issuesOf(requestBody, `${at}.requestBody`, 'requestBody', []),
    ...Object.entries(isDocumentObject(responses) ? responses : {}).flatMap(([status, response]) => [
      ...issuesOf(response, `${at}.responses.${status}`, 'response', ['description']),
      ...missingSchemas(document, response, `${at}.responses.${status}.content`),
    ]),
  ];
}

function repeatedIds(operations: readonly DocumentOperation[]): readonly string[] {
  const seen = new Set<string>();
  return operations.flatMap(({ pathKey, operationKey, operation: { operationId } }) => {
    if (typeof operationId !== 'string') return [];
    if (seen.has(operationId)) return [`paths.'${pathKey}'(${operationKey}).operationId is repeated`];
    seen.add(operationId);
    return [];
  });
}

function issuesOf(
  object: Document | undefined,
  at: string,
  kind: keyof typeof MEMBERS,
  required: readonly string[],
): readonly string[] {
  if (!isDocumentObject(object)) return [];
  const prefix = at === '' ? '' : `${at}.`;
  const known: readonly string[] = MEMBERS[kind];
  const isReference = Object.hasOwn(object, '$ref');
  return [
    ...required.filter((key) => !isReference && !Object.hasOwn(object, key)).map((key) => `${prefix}${key} is missing`),
    ...Object.keys(object)
      .filter((key) => !known.includes(key) && !key.startsWith('x-'))
      .map((key) => `${prefix}${key} is unexpected`),
  ];
}

function missingSchemas(document: DocumentObject, response: Document, at: string): readonly string[] {
  const content = isDocumentObject(response) && isDocumentObject(response.content) ? response.content : {};
  return Object.values(content).flatMap((media) => {
    const schema = isDocumentObject(media) ? media.schema : undefined;
    if (!isDocumentObject(schema) || missingModel(document, schema) === undefined) return [];
    return typeof schema.$ref === 'string' ? [`${at}.schema.${schema.$ref} is missing`] : [];
  });
}

function nameOf(parameter: Document): string {
  return isDocumentObject(parameter) && typeof parameter.name === 'string' ? parameter.name : '';
}
