import { DEFAULT_ROUTE_PATH, EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  isDocumentObject,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiCors,
  type HttpApiRoute,
  type HttpRouteKey,
  type Value,
} from '../../model/index.js';
import { pathParameterNames, type Document } from '../../model/index.js';
import { defined, someDefined, someEntries } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { readApiDocumentation, readInfo, readOtherComponents } from './api-documentation.js';
import { readHttpAuthorizer } from './authorizer.js';
import { member, type Cursor } from './cursor.js';
import { readHttpIntegration } from './http-integration.js';
import { MEMBERS, readExactly, readOther } from './known-members.js';
import { isStringSchema } from './parameters.js';
import { normalPath, OPERATION_METHODS, readPathItems } from './paths.js';
import type { Reading, ReadOptions } from './reading.js';
import { section } from './section.js';
import {
  NO_REQUIREMENTS,
  readAuth,
  readRequirements,
  readSchemes,
  type Requirements,
  type SchemeKind,
} from './security.js';
import { pathPrefix, readServers } from './servers.js';
import {
  readAny,
  readBoolean,
  readInteger,
  readKnownBoolean,
  readKnownText,
  readObject,
  readText,
  readTexts,
  unlessEmptyText,
} from './values.js';

/**
 * Reads a document as an HTTP API. What an HTTP API makes nothing of (parameters, bodies, responses, schemas) is carried
 * along as it is written.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readHttpApi(reading: Reading, options: ReadOptions): HttpApi {
  const { root } = reading;
  const info = readInfo(reading);
  const servers = readServers(reading);
  const basepath = options.basepath ?? 'ignore';
  const { kinds, authorizers, other } = readSchemes(
    reading,
    section(reading, 'securitySchemes', 'securityDefinitions'),
    (_scheme, settings, name) => readHttpAuthorizer(reading, settings, name),
  );
  const documentation = readApiDocumentation(reading, info, {
    servers: basepath === 'ignore' ? servers.others : undefined,
    components: someEntries({ ...unreadComponents(reading), ...readOtherComponents(reading, other) }),
  });
  const { valued, plain } = splitTags(documentation?.tags ?? []);
  const cors = readObject(reading, root, EXTENSION.cors);
  reportRestOnly(reading);
  return {
    protocol: 'HTTP',
    id: options.id,
    name: readText(reading, info, 'title') ?? options.id,
    ...defined({
      description: readText(reading, info, 'description'),
      version: readText(reading, info, 'version'),
      disableExecuteApiEndpoint: servers.disableExecuteApiEndpoint,
      ipAddressType: servers.ipAddressType,
      cors: cors && readCors(reading, cors),
      tags: someEntries(valued),
      documentation: documentation && someDefined({ ...documentation, tags: plain.length === 0 ? undefined : plain }),
    }),
    authorizers,
    routes: readRoutes(reading, {
      schemes: kinds,
      authorizers: new Map(authorizers.map((authorizer) => [authorizer.name, authorizer])),
      requirements: readRequirements(reading, root, kinds) ?? NO_REQUIREMENTS,
      prefix: pathPrefix(servers.basePath, basepath),
    }),
    stages: [],
  };
}

/** Parts that operations refer to; an HTTP API reads none of them. */
const UNREAD_COMPONENTS = ['schemas', 'parameters', 'requestBodies', 'responses', 'headers', 'pathItems'];

function unreadComponents(reading: Reading): Readonly<Record<string, Document | undefined>> {
  const components = readObject(reading, reading.root, 'components');
  return Object.fromEntries(UNREAD_COMPONENTS.map((key) => [key, components && readAny(components, key)]));
}

/** A tag of the document with a value is a tag of the API. */
function splitTags(tags: readonly Document[]): {
  readonly valued: Readonly<Record<string, Value<string>>>;
  readonly plain: readonly Document[];
} {
  const valued: [string, Value<string>][] = [];
  const plain = tags.filter((tag) => {
    if (!isDocumentObject(tag) || typeof tag.name !== 'string') return true;
    const value = tag[EXTENSION.tagValue];
    if (value === undefined || value === null || isList(value) || isDocumentObject(value)) return true;
    valued.push([tag.name, typeof value === 'number' || typeof value === 'boolean' ? String(value) : value]);
    return false;
  });
  return { valued: Object.fromEntries(valued), plain };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-cors-configuration.html */
function readCors(reading: Reading, cors: Cursor): HttpApiCors {
  readExactly(reading, cors, MEMBERS.cors);
  return defined({
    allowOrigins: readTexts(reading, cors, 'allowOrigins'),
    allowMethods: readTexts(reading, cors, 'allowMethods'),
    allowHeaders: readTexts(reading, cors, 'allowHeaders'),
    exposeHeaders: readTexts(reading, cors, 'exposeHeaders'),
    allowCredentials: readBoolean(reading, cors, 'allowCredentials'),
    maxAgeSeconds: readInteger(reading, cors, 'maxAge'),
  });
}

interface RouteContext {
  readonly schemes: ReadonlyMap<string, SchemeKind>;
  readonly authorizers: ReadonlyMap<string, HttpApiAuthorizer>;
  readonly requirements: Requirements;
  readonly prefix: string;
}

function readRoutes(reading: Reading, context: RouteContext): readonly HttpApiRoute[] {
  return readPathItems(reading, SLASHLESS_DEFAULT_PATH).flatMap(([key, pathItem]) => {
    const path = normalPath(context.prefix + key);
    const shared = readShared(reading, pathItem, path);
    return OPERATION_METHODS.flatMap(([operationKey, httpMethod]): HttpApiRoute[] => {
      const operation = readObject(reading, pathItem, operationKey);
      if (operation === undefined) return [];
      const isDefault = isDefaultRoutePath(key) && httpMethod === 'ANY';
      const routeKey: HttpRouteKey = isDefault ? { kind: 'default' } : { kind: 'route', httpMethod, path };
      return [readRoute(reading, operation, routeKey, shared, context)];
    });
  });
}

/** SAM writes the path without its slash, which the import takes with a warning. */
const SLASHLESS_DEFAULT_PATH = DEFAULT_ROUTE_PATH.slice(1);

function isDefaultRoutePath(path: string): boolean {
  return path === DEFAULT_ROUTE_PATH || path === SLASHLESS_DEFAULT_PATH;
}

/** What a path says for all of its operations: parameters that say more than that the path has a variable. */
function readShared(reading: Reading, pathItem: Cursor, path: string): readonly Document[] {
  const other = readOther(reading, pathItem, MEMBERS.pathItem);
  if (other !== undefined) {
    reading.report(
      'not-read',
      pathItem,
      `The model has no place for ${Object.keys(other).join(', ')} of a path`,
      'info',
    );
  }
  const parameters = readAny(pathItem, 'parameters');
  const plain = pathParameterNames(path);
  return isList(parameters) ? parameters.filter((parameter) => !isPlain(parameter, plain)) : [];
}

function isPlain(parameter: Document, names: readonly string[]): boolean {
  if (!isDocumentObject(parameter)) return false;
  const { name, in: location, required, schema, ...others } = parameter;
  return (
    names.some((known) => known === name) &&
    location === 'path' &&
    required === true &&
    (schema === undefined || isStringSchema(schema)) &&
    Object.keys(others).length === 0
  );
}

const ROUTE_MEMBERS = {
  read: new Set([...['operationId', 'security', 'isDefaultRoute'], ...[EXTENSION.integration, EXTENSION.auth]]),
  kept: new Set([
    ...['summary', 'description', 'tags', 'deprecated', 'externalDocs', 'parameters', 'requestBody', 'responses'],
    ...['callbacks', 'servers', 'consumes', 'produces'],
  ]),
};

function readRoute(
  reading: Reading,
  operation: Cursor,
  routeKey: HttpRouteKey,
  shared: readonly Document[],
  context: RouteContext,
): HttpApiRoute {
  const requirements = readRequirements(reading, operation, context.schemes) ?? context.requirements;
  const integration = readObject(reading, operation, EXTENSION.integration);
  const { responses, parameters, ...documentation } = readOther(reading, operation, ROUTE_MEMBERS) ?? {};
  readKnownBoolean(reading, operation, 'isDefaultRoute');
  if (requirements.apiKey) {
    reading.report('not-read', operation, 'HTTP APIs have no API keys');
  }
  return {
    routeKey,
    ...defined({
      operationName: unlessEmptyText(readKnownText(reading, operation, 'operationId')),
      authorization: readAuthorization(reading, operation, requirements, context),
      integration: integration && readHttpIntegration(reading, integration, routeKey),
      documentation: someEntries({
        ...documentation,
        parameters: shared.length === 0 ? parameters : [...shared, ...(isList(parameters) ? parameters : [])],
        // An empty list of responses is only there because OpenAPI wants one.
        responses:
          responses !== undefined && isDocumentObject(responses) && Object.keys(responses).length === 0
            ? undefined
            : responses,
        security: requirements.open,
      }),
    }),
  };
}

function readAuthorization(
  reading: Reading,
  operation: Cursor,
  requirements: Requirements,
  { authorizers }: RouteContext,
): HttpApiAuthorization | undefined {
  const auth = readAuth(reading, operation);
  if (auth !== undefined) return auth;
  if (requirements.iam) return { type: 'AWS_IAM' };
  if (requirements.authorizer === undefined) return undefined;
  const { name, scopes } = requirements.authorizer;
  if (authorizers.get(name)?.type === 'JWT') {
    return { type: 'JWT', authorizer: name, ...(scopes.length > 0 && { scopes }) };
  }
  if (scopes.length > 0) {
    reading.report('not-read', operation, `The scopes of "${name}" are not read: only JWT authorizers check scopes`);
  }
  return { type: 'CUSTOM', authorizer: name };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html */
const REST_ONLY = [
  EXTENSION.apiKeySource,
  EXTENSION.binaryMediaTypes,
  EXTENSION.endpointAccessMode,
  EXTENSION.gatewayResponses,
  EXTENSION.minimumCompressionSize,
  EXTENSION.policy,
  EXTENSION.requestValidator,
  EXTENSION.requestValidators,
  EXTENSION.securityPolicy,
];

function reportRestOnly(reading: Reading): void {
  for (const key of REST_ONLY) {
    const found = member(reading.root, key);
    if (found !== undefined) reading.report('not-read', found, `Only REST APIs have ${key}`);
  }
}
