import { intrinsicName, isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, isTruthy, fromJson, toJson, type SamValue } from '../values/sam-value.js';
import { ANY_METHOD, INTEGRATION, pathItems } from './definition-draft.js';
import type { OpenApiDraft } from './openapi-draft.js';
import type { SwaggerDraft } from './swagger-draft.js';

const WILDCARD = "'*'";
const EVERY_METHOD = 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT';

interface Cors {
  readonly origin: SamValue;
  readonly methods?: SamValue | undefined;
  readonly headers?: SamValue | undefined;
  readonly maxAge?: SamValue | undefined;
  readonly credentials: boolean;
}

/**
 * Answers the preflight of every path by a mock method, for REST APIs; a path with its own `options` stays as it is.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
 */
export function addCors(draft: SwaggerDraft, property: SamValue): void {
  const cors = readCors(property);
  if (cors.credentials && cors.origin === WILDCARD)
    throw new InvalidDefinition('Cannot add CORS: AllowCredentials goes with one origin, not with every', 'Cors');
  if (!isTruthy(cors.origin)) throw new InvalidDefinition('Cannot add CORS: AllowOrigin is empty', 'Cors');
  const seen = new Set<string>();
  for (const path of draft.paths.keys()) {
    const characters = path;
    const withoutSlash = characters === '/' ? characters : characters.replace(/\/+$/, '');
    if (seen.has(withoutSlash)) continue;
    seen.add(withoutSlash);
    let methods = cors.methods;
    for (const item of pathItems(draft, path)) {
      if (item.has('options')) continue;
      if (!isTruthy(methods)) methods = `'${methodsOf(item)}'`;
      item.set('options', preflightMethod(cors, methods));
    }
  }
}

/** Sets the CORS configuration of an HTTP API in its definition. */
export function addHttpCors(draft: OpenApiDraft, property: SamValue): void {
  const present = draft.document.get('x-amazon-apigateway-cors') ?? new SamMap();
  if (!(present instanceof SamMap))
    throw new InvalidDefinition('Cannot add CORS: x-amazon-apigateway-cors is no map', 'CorsConfiguration');
  if (typeof property === 'boolean') present.set('allowOrigins', ['*']);
  else if (isIntrinsic(property)) present.update(lowerCorsKeys(property));
  else if (property instanceof SamMap) setHttpCors(present, property);
  else throw new InvalidDefinition('Cannot add CORS: CorsConfiguration is neither true nor a map', 'CorsConfiguration');
  draft.document.set('x-amazon-apigateway-cors', present);
}

const HTTP_CORS = ['AllowOrigins', 'AllowHeaders', 'AllowMethods', 'ExposeHeaders', 'MaxAge', 'AllowCredentials'];

function setHttpCors(cors: SamMap, property: SamMap): void {
  refuseOtherKeys(property, HTTP_CORS, 'CorsConfiguration');
  const origins = property.get('AllowOrigins');
  const everyOrigin = Array.isArray(origins) && origins.length === 1 && origins[0] === '*';
  if (property.get('AllowCredentials') === true && everyOrigin)
    throw new InvalidDefinition(
      'Cannot add CORS: AllowCredentials goes with named origins, not with every',
      'CorsConfiguration',
    );
  if (isIntrinsic(origins) && origins !== undefined) {
    cors.update(lowerCorsKeys(origins));
    return;
  }
  for (const name of HTTP_CORS) {
    const value = property.get(name);
    if (name === 'MaxAge' ? value === undefined || value === null : !isTruthy(value)) continue;
    if (name === 'AllowCredentials' && value !== true) continue;
    if (value !== undefined) cors.set(lowerFirst(name), value);
  }
}

/** The keys inside an intrinsic function too: `Fn::If` may choose between whole configurations. */
function lowerCorsKeys(value: SamValue): SamMap {
  let text = JSON.stringify(toJson(value));
  for (const name of HTTP_CORS) text = text.replaceAll(name, lowerFirst(name));
  const lowered = fromJson(JSON.parse(text) as null);
  return lowered instanceof SamMap ? lowered : new SamMap();
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const REST_CORS = ['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials'];

function readCors(property: SamValue): Cors {
  if (typeof property === 'string' || intrinsicName(property) !== undefined)
    return { origin: property, credentials: false };
  if (!(property instanceof SamMap))
    throw new InvalidDefinition('Cannot add CORS: Cors is neither a text nor a map', 'Cors');
  refuseOtherKeys(property, REST_CORS, 'Cors');
  return {
    origin: property.get('AllowOrigin') ?? WILDCARD,
    methods: property.get('AllowMethods'),
    headers: property.get('AllowHeaders'),
    maxAge: property.get('MaxAge'),
    credentials: property.get('AllowCredentials') === true,
  };
}

function refuseOtherKeys(property: SamMap, known: readonly string[], name: string): void {
  const other = [...property.keys()].find((key) => !known.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(`Cannot add CORS: ${name} has no member ${other}, only ${known.join(', ')}`, name);
}

/** `GET,OPTIONS` for a path with `get`; every method for one with the catch-all. */
function methodsOf(item: SamMap): string {
  if (item.has(ANY_METHOD)) return EVERY_METHOD;
  const methods = [...[...item.keys()].map((key) => key.toUpperCase()), 'OPTIONS'];
  return [...new Set(methods)].sort().join(',');
}

function preflightMethod(cors: Cors, methods: SamValue | undefined): SamMap {
  const headers: readonly (readonly [name: string, value: SamValue | undefined, type: string])[] = [
    ['Access-Control-Allow-Origin', cors.origin, 'string'],
    ['Access-Control-Allow-Headers', isTruthy(cors.headers) ? cors.headers : undefined, 'string'],
    ['Access-Control-Allow-Methods', isTruthy(methods) ? methods : undefined, 'string'],
    ['Access-Control-Max-Age', cors.maxAge ?? undefined, 'integer'],
    ['Access-Control-Allow-Credentials', cors.credentials ? "'true'" : undefined, 'string'],
  ];
  const parameters = new SamMap();
  const declared = new SamMap();
  for (const [name, value, type] of headers) {
    if (value === undefined) continue;
    parameters.set(`method.response.header.${name}`, value);
    declared.set(name, mapOf({ type }));
  }
  const answer = mapOf({
    statusCode: '200',
    responseParameters: parameters,
    responseTemplates: mapOf({ 'application/json': '{}\n' }),
  });
  const integration = mapOf({
    type: 'mock',
    requestTemplates: mapOf({ 'application/json': '{\n  "statusCode" : 200\n}\n' }),
    responses: mapOf({ default: answer }),
  });
  const response = mapOf({ description: 'Default response for CORS method', headers: declared });
  return mapOf({
    summary: 'CORS support',
    consumes: ['application/json'],
    produces: ['application/json'],
    [INTEGRATION]: integration,
    responses: mapOf({ '200': response }),
  });
}
