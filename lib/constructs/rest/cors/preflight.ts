import type { Authorizer, HttpMethod, IntegrationResponse, Method, RestApi } from '../../../model/index.js';
import { responseHeaders, echoTemplate, literals, severalOrigins, VARY_ORIGIN } from './cors-headers.js';
import type { CorsProps } from './cors-props.js';

const DEFAULT_ALLOW_HEADERS = [
  'authorization',
  'content-type',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-user-agent',
  'x-api-key',
];

/** The OPTIONS method that responds to a browser's preflight of requests to a path's methods. */
export function preflight(
  cors: CorsProps,
  methods: readonly Method[],
  { authorizers = [], binaryMediaTypes = [] }: Pick<RestApi, 'authorizers' | 'binaryMediaTypes'> = {},
): Method {
  const headers = {
    ...responseHeaders(cors),
    'Access-Control-Allow-Headers': (cors.allowHeaders ?? requestHeaders(methods, authorizers)).join(','),
    'Access-Control-Allow-Methods': (cors.allowMethods ?? httpMethodsOf(methods)).join(','),
    ...(cors.maxAge !== undefined && { 'Access-Control-Max-Age': String(cors.maxAge.toSeconds()) }),
  };
  const response: IntegrationResponse = severalOrigins(cors)
    ? {
        statusCode: '204',
        responseParameters: [VARY_ORIGIN],
        responseTemplates: { 'application/json': echoTemplate(cors.allowOrigins, headers) },
      }
    : { statusCode: '204', responseParameters: literals(headers) };
  const names = severalOrigins(cors) ? [...Object.keys(headers), VARY_ORIGIN.header] : Object.keys(headers);
  // Without it, an API whose bodies are all binary answers a mocked preflight with 500 (docs/aws/rest-runtime.md, section 10).
  const text = binaryMediaTypes.includes('*/*') ? ({ contentHandling: 'CONVERT_TO_TEXT' } as const) : {};
  return {
    httpMethod: 'OPTIONS',
    integration: {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode":204}' },
      passthroughBehavior: 'NEVER',
      ...text,
      responses: [{ ...response, ...text }],
    },
    responses: [{ statusCode: '204', responseHeaders: names.map((name) => ({ name, required: false })) }],
  };
}

/** The headers that callers use for authorization and keys, and those that the methods and their authorizers read. */
function requestHeaders(methods: readonly Method[], authorizers: readonly Authorizer[]): readonly string[] {
  const declared = methods
    .flatMap(({ requestParameters = [] }) => requestParameters)
    .filter(({ location }) => location === 'header')
    .map(({ name }) => name);
  const identifying = authorizers
    .filter(({ name }) => methods.some(({ authorization }) => nameOf(authorization) === name))
    .flatMap(({ identitySource }) => identitySource)
    .flatMap((source) => (source.kind === 'header' ? [source.name] : []));
  const names = [...declared, ...identifying].map((name) => name.toLowerCase()).sort();
  return [...new Set([...DEFAULT_ALLOW_HEADERS, ...names])];
}

function nameOf(authorization: Method['authorization']): string | undefined {
  return authorization !== undefined && 'authorizer' in authorization ? authorization.authorizer : undefined;
}

function httpMethodsOf(methods: readonly Method[]): readonly HttpMethod[] {
  const httpMethods = methods.map(({ httpMethod }) => httpMethod);
  if (httpMethods.includes('ANY')) return ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
  return [...new Set<HttpMethod>([...httpMethods, 'OPTIONS'])].sort();
}
