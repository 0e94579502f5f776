import { isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { SamMap, isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import { ANY_METHOD, INTEGRATION, pathItems, pathsOf } from './definition.js';

const WILDCARD = "'*'";
const EVERY_METHOD = 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT';
const MEMBERS = ['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials'];

/**
 * Answers the preflight of every path of a REST API with a mock method; a path with its own `options` stays as it is.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
 */
export function addCors(document: SamMap, property: SamValue): void {
  const cors = readCors(property);
  if (cors.credentials && cors.origin === WILDCARD)
    throw new InvalidDefinition('AllowCredentials requires one origin, not every origin', 'Cors');
  if (!isTruthy(cors.origin)) throw new InvalidDefinition('AllowOrigin must not be empty', 'Cors');
  const seen = new Set<string>();
  for (const path of pathsOf(document)) {
    const withoutSlash = path === '/' ? path : path.replace(/\/+$/, '');
    if (seen.has(withoutSlash)) continue;
    seen.add(withoutSlash);
    let { methods } = cors;
    for (const item of pathItems(document, path)) {
      if (item.has('options')) continue;
      methods ??= `'${methodsOf(item)}'`;
      item.set('options', preflightMethod(cors, methods));
    }
  }
}

interface Cors {
  readonly origin: SamValue;
  readonly methods?: SamValue | undefined;
  readonly headers?: SamValue | undefined;
  readonly maxAge?: SamValue | undefined;
  readonly credentials: boolean;
}

function readCors(property: SamValue): Cors {
  if (typeof property === 'string' || isIntrinsic(property)) return { origin: property, credentials: false };
  const settings = requireMap(property, 'Cors');
  checkMembers(settings, MEMBERS, 'Cors');
  return {
    origin: settings.get('AllowOrigin') ?? WILDCARD,
    methods: settings.getTrue('AllowMethods'),
    headers: settings.getTrue('AllowHeaders'),
    maxAge: settings.get('MaxAge') ?? undefined,
    credentials: settings.get('AllowCredentials') === true,
  };
}

/** `GET,OPTIONS` for a path with `get`; every method for one with the catch-all. */
function methodsOf(item: SamMap): string {
  if (item.has(ANY_METHOD)) return EVERY_METHOD;
  const methods = [...item.keys()].map((key) => key.toUpperCase());
  return [...new Set([...methods, 'OPTIONS'])].sort().join(',');
}

function preflightMethod(cors: Cors, methods: SamValue): SamMap {
  const headers: readonly (readonly [name: string, value: SamValue | undefined, type: string])[] = [
    ['Access-Control-Allow-Origin', cors.origin, 'string'],
    ['Access-Control-Allow-Headers', cors.headers, 'string'],
    ['Access-Control-Allow-Methods', methods, 'string'],
    ['Access-Control-Max-Age', cors.maxAge, 'integer'],
    ['Access-Control-Allow-Credentials', cors.credentials ? "'true'" : undefined, 'string'],
  ];
  const responseParameters = new SamMap();
  const declared = new SamMap();
  for (const [name, value, type] of headers) {
    if (value === undefined) continue;
    responseParameters.set(`method.response.header.${name}`, value);
    declared.set(name, mapOf({ type }));
  }
  const response = mapOf({ statusCode: '200', responseParameters, responseTemplates: asJson('{}\n') });
  const integration = mapOf({
    type: 'mock',
    requestTemplates: asJson('{\n  "statusCode" : 200\n}\n'),
    responses: mapOf({ default: response }),
  });
  return mapOf({
    summary: 'CORS support',
    consumes: ['application/json'],
    produces: ['application/json'],
    [INTEGRATION]: integration,
    responses: mapOf({ '200': mapOf({ description: 'Default response for CORS method', headers: declared }) }),
  });
}

function asJson(template: string): SamMap {
  return mapOf({ 'application/json': template });
}
