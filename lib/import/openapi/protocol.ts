import { OPERATION_KEYS } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { isDocumentObject } from '../../model/index.js';
import { keysOf, member, type Cursor } from './cursor.js';

const REST_INTEGRATION_TYPES = new Set(['mock', 'http', 'aws']);
const HTTP_ROOT_MEMBERS = [EXTENSION.importExportVersion, EXTENSION.cors];
const REST_ROOT_MEMBERS = [
  EXTENSION.apiKeySource,
  EXTENSION.binaryMediaTypes,
  EXTENSION.gatewayResponses,
  EXTENSION.policy,
  EXTENSION.requestValidator,
  EXTENSION.requestValidators,
];

/**
 * Which kind of API a document describes. What only one of them has decides; where nothing does, it is a REST API.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function detectProtocol(root: Cursor, schemes: Cursor | undefined): 'REST' | 'HTTP' {
  if (member(root, 'swagger') !== undefined) return 'REST';
  // An exported REST API may carry the version of the export too, so that alone says less than what only REST has.
  if (REST_ROOT_MEMBERS.some((key) => member(root, key) !== undefined)) return 'REST';
  if (HTTP_ROOT_MEMBERS.some((key) => member(root, key) !== undefined)) return 'HTTP';
  if (hasHttpAuthorizer(schemes)) return 'HTTP';
  const integrations = integrationsOf(root);
  const isRest = integrations.some((integration) =>
    REST_INTEGRATION_TYPES.has(textOf(integration, 'type').toLowerCase()),
  );
  if (isRest) return 'REST';
  return integrations.some(isHttpIntegration) ? 'HTTP' : 'REST';
}

/** Observed: REST imports take `payloadFormatVersion` 1.0 too, so that only 2.0 says something. */
function isHttpIntegration(integration: Cursor): boolean {
  if (member(integration, 'integrationSubtype') !== undefined) return true;
  const version = member(integration, 'payloadFormatVersion')?.value;
  return version === 2 || (typeof version === 'string' && version.startsWith('2'));
}

function hasHttpAuthorizer(schemes: Cursor | undefined): boolean {
  return keysOf(schemes).some((name) => {
    const scheme = schemes && member(schemes, name);
    const settings = scheme && member(scheme, EXTENSION.authorizer);
    if (settings === undefined) return false;
    return (
      textOf(settings, 'type').toLowerCase() === 'jwt' ||
      member(settings, 'authorizerPayloadFormatVersion') !== undefined
    );
  });
}

function integrationsOf(root: Cursor): readonly Cursor[] {
  const paths = member(root, 'paths');
  return keysOf(paths).flatMap((path) => {
    const pathItem = paths && member(paths, path);
    if (pathItem === undefined || !isDocumentObject(pathItem.value)) return [];
    return [...OPERATION_KEYS, EXTENSION.anyMethod].flatMap((key) => {
      const operation = member(pathItem, key);
      return (operation && member(operation, EXTENSION.integration)) ?? [];
    });
  });
}

function textOf(from: Cursor, key: string): string {
  const value = member(from, key)?.value;
  return typeof value === 'string' ? value : '';
}
