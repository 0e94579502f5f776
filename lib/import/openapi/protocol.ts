import { API_KEY_HEADER, DEFAULT_ROUTE_PATH, EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { OPERATION_KEYS } from '../../formats/openapi.js';
import { isDocumentObject } from '../../model/index.js';
import { keysOf, member, type Cursor } from './cursor.js';

/** Which kind of API a document describes, and by which of its members. */
export interface DetectedProtocol {
  readonly protocol: 'REST' | 'HTTP';
  /** What says so; empty where nothing does, and it is a REST API by default. */
  readonly because: readonly string[];
  /** What the other kind of API would have instead. */
  readonly although: readonly string[];
}

/**
 * Weighs what only one of the two kinds of API has. A document that has as much of both is a REST API: those have more
 * kinds of access control, and a document that is read as the other kind of API loses them.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function detectProtocol(root: Cursor, schemes: Cursor | undefined): DetectedProtocol {
  if (member(root, 'swagger') !== undefined) return { protocol: 'REST', because: ['swagger'], although: [] };
  const document = { root, integrations: integrationsOf(root), schemes: membersOf(schemes) };
  const rest = EVIDENCE.REST.flatMap((find) => find(document) ?? []);
  const http = EVIDENCE.HTTP.flatMap((find) => find(document) ?? []);
  const hints = HTTP_HINTS.filter((key) => member(root, key) !== undefined);
  const isHttp = http.length > rest.length || (rest.length === 0 && hints.length > 0);
  return isHttp
    ? { protocol: 'HTTP', because: [...http, ...hints], although: rest }
    : { protocol: 'REST', because: rest, although: [...http, ...hints] };
}

interface DocumentParts {
  readonly root: Cursor;
  readonly integrations: readonly Cursor[];
  readonly schemes: readonly Cursor[];
}

/** Names the member that tells; undefined where the document has none. */
type Evidence = (document: DocumentParts) => string | undefined;

/** What exports of REST APIs and documents that once were an HTTP API's may have too: it counts where nothing else does. */
const HTTP_HINTS = [EXTENSION.importExportVersion, EXTENSION.cors];

const REST_ROOT_MEMBERS = [
  EXTENSION.apiKeySource,
  EXTENSION.binaryMediaTypes,
  EXTENSION.gatewayResponses,
  EXTENSION.policy,
  EXTENSION.requestValidator,
  EXTENSION.requestValidators,
];

const EVIDENCE: Readonly<Record<'REST' | 'HTTP', readonly Evidence[]>> = {
  REST: [
    ({ root }) => REST_ROOT_MEMBERS.find((key) => member(root, key) !== undefined),
    ({ integrations }) => foundType(integrations, ['mock', 'http', 'aws']),
    ({ integrations }) => foundMember(integrations, ['requestTemplates']),
    ({ schemes }) => {
      const key = schemes.find((scheme) => member(scheme, EXTENSION.authorizer) === undefined && asksForApiKey(scheme));
      return key && API_KEY_HEADER;
    },
    ({ schemes }) => foundType(authorizersOf(schemes), ['token', 'cognito_user_pools']),
  ],
  HTTP: [
    ({ schemes }) => foundType(authorizersOf(schemes), ['jwt']),
    ({ schemes }) => foundMember(authorizersOf(schemes), ['authorizerPayloadFormatVersion', 'enableSimpleResponses']),
    ({ integrations }) => foundMember(integrations, ['integrationSubtype']),
    ({ integrations }) => (integrations.some(hasSecondPayloadFormat) ? 'payloadFormatVersion 2.0' : undefined),
    ({ root }) => {
      const paths = member(root, 'paths');
      return paths && member(paths, DEFAULT_ROUTE_PATH) && DEFAULT_ROUTE_PATH;
    },
    ({ root }) => {
      const components = member(root, 'components');
      return components && member(components, EXTENSION.integrations) && EXTENSION.integrations;
    },
  ],
};

function foundType(cursors: readonly Cursor[], types: readonly string[]): string | undefined {
  const found = cursors.map((cursor) => textOf(cursor, 'type').toLowerCase()).find((type) => types.includes(type));
  return found && `type ${found}`;
}

function foundMember(cursors: readonly Cursor[], names: readonly string[]): string | undefined {
  return names.find((name) => cursors.some((cursor) => member(cursor, name) !== undefined));
}

/** Observed: REST imports take `payloadFormatVersion` 1.0 too, so that only 2.0 says something. */
function hasSecondPayloadFormat(integration: Cursor): boolean {
  const version = member(integration, 'payloadFormatVersion')?.value;
  return version === 2 || (typeof version === 'string' && version.startsWith('2'));
}

function asksForApiKey(scheme: Cursor): boolean {
  return textOf(scheme, 'in') === 'header' && textOf(scheme, 'name').toLowerCase() === API_KEY_HEADER;
}

function authorizersOf(schemes: readonly Cursor[]): readonly Cursor[] {
  return schemes.flatMap((scheme) => member(scheme, EXTENSION.authorizer) ?? []);
}

function integrationsOf(root: Cursor): readonly Cursor[] {
  return membersOf(member(root, 'paths')).flatMap((pathItem) => {
    if (!isDocumentObject(pathItem.value)) return [];
    return [...OPERATION_KEYS, EXTENSION.anyMethod].flatMap((key) => {
      const operation = member(pathItem, key);
      return (operation && member(operation, EXTENSION.integration)) ?? [];
    });
  });
}

function membersOf(from: Cursor | undefined): readonly Cursor[] {
  return keysOf(from).flatMap((key) => (from && member(from, key)) ?? []);
}

function textOf(from: Cursor, key: string): string {
  const value = member(from, key)?.value;
  return typeof value === 'string' ? value : '';
}
