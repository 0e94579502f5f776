import { Token, type Duration } from 'aws-cdk-lib';
import {
  joinValues,
  type GatewayResponse,
  type GatewayResponseType,
  type HttpMethod,
  type Integration,
  type IntegrationResponse,
  type Method,
  type ResponseParameterMapping,
} from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { requestSource, responseSource } from '../integrations/settings.js';

/**
 * Which pages of other origins may call the API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export interface CorsProps {
  /**
   * Origins such as `https://app.example.com`, or `*` alone for all. With several, the gateway answers the request's own
   * when it is one of them, and nothing otherwise.
   */
  readonly allowOrigins: readonly string[];

  /** @default - the methods that the path has */
  readonly allowMethods?: readonly HttpMethod[];

  /** @default - content-type, authorization, x-api-key and those that AWS's signatures use */
  readonly allowHeaders?: readonly string[];

  /** @default - those that browsers always show */
  readonly exposeHeaders?: readonly string[];

  /**
   * Whether browsers send cookies and show the answer all the same. Not together with `*`, and with several origins the
   * gateway's own errors cannot be read by pages.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may remember the answer.
   *
   * @default - the browser's own choice
   */
  readonly maxAge?: Duration;
}

const DEFAULT_ALLOW_HEADERS = [
  'authorization',
  'content-type',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-user-agent',
  'x-api-key',
];

/** @throws SluiceError `cors-invalid` for what browsers or templates would not take */
export function checkCors(cors: CorsProps): void {
  const { allowOrigins, allowCredentials = false } = cors;
  const wildcard = allowOrigins.includes('*');
  if (allowOrigins.length === 0) throw invalid('allowOrigins is empty: name at least one origin, or "*"');
  if (wildcard && allowOrigins.length > 1) throw invalid('"*" stands beside other origins: it already means all');
  if (wildcard && allowCredentials) {
    throw invalid('browsers refuse "*" together with allowCredentials: name the origins');
  }
  for (const origin of allowOrigins) {
    if (origin !== '*' && !Token.isUnresolved(origin) && !/^[a-z][a-z0-9+.-]*:\/\/[^/\s'"$#]+$/i.test(origin)) {
      throw invalid(
        `"${origin}" is no origin: write it like https://app.example.com, without a path or a slash behind`,
      );
    }
  }
}

/** The OPTIONS method that answers a browser's question before its request. */
export function preflight(cors: CorsProps, httpMethods: readonly HttpMethod[]): Method {
  const headers = {
    ...answerHeaders(cors),
    'Access-Control-Allow-Headers': (cors.allowHeaders ?? DEFAULT_ALLOW_HEADERS).join(','),
    'Access-Control-Allow-Methods': (cors.allowMethods ?? answered(httpMethods)).join(','),
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
  return {
    httpMethod: 'OPTIONS',
    integration: {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode":204}' },
      passthroughBehavior: 'NEVER',
      responses: [response],
    },
    responses: [{ statusCode: '204', responseHeaders: names.map((name) => ({ name, required: false })) }],
  };
}

/**
 * The answers of a custom integration with the headers that let a page read them. Proxied answers carry what the backend
 * sends and nothing else. With several origins the header is set by the response's templates; an answer that has none
 * stays as it is, for a template would replace its body.
 */
export function withCors(integration: Integration, cors: CorsProps): Integration {
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') return integration;
  const headers = answerHeaders(cors);
  const decorate = (response: IntegrationResponse): IntegrationResponse => {
    const { responseParameters = [], responseTemplates } = response;
    if (!severalOrigins(cors))
      return {
        ...response,
        responseParameters: [...missing(literals(headers), responseParameters), ...responseParameters],
      };
    const templates = responseTemplates ?? (integration.type === 'MOCK' ? { 'application/json': '' } : undefined);
    if (templates === undefined) return response;
    const echo = echoTemplate(cors.allowOrigins, headers);
    return {
      ...response,
      responseParameters: [...missing([VARY_ORIGIN], responseParameters), ...responseParameters],
      responseTemplates: Object.fromEntries(
        Object.entries(templates).map(([contentType, template]) => [contentType, joinValues([echo, template])]),
      ),
    };
  };
  return { ...integration, responses: (integration.responses ?? []).map(decorate) };
}

/**
 * The gateway's own errors with the headers that let a page read them: of the two families, and of every type that is
 * customized, since such a type takes nothing from its family.
 *
 * Gateway responses know substitution and no conditions. One origin is a literal; of several, the request's is echoed,
 * which does no harm without credentials; with credentials it would show errors to anybody's page, so there is none
 * and `cors-errors-unreadable` says so.
 */
export function withCorsErrors(declared: readonly GatewayResponse[], cors: CorsProps): readonly GatewayResponse[] {
  if (severalOrigins(cors) && cors.allowCredentials === true) return declared;
  const headers = severalOrigins(cors)
    ? {
        ...quoted(answerHeaders(cors)),
        'Access-Control-Allow-Origin': 'method.request.header.Origin',
        Vary: "'Origin'",
      }
    : quoted(answerHeaders(cors));
  const families = (['DEFAULT_4XX', 'DEFAULT_5XX'] satisfies GatewayResponseType[])
    .filter((family) => !declared.some(({ responseType }) => responseType === family))
    .map((responseType): GatewayResponse => ({ responseType }));
  return [...families, ...declared].map(({ responseParameters = [], ...response }) => ({
    ...response,
    responseParameters: [
      ...Object.entries(headers)
        .filter(([name]) => !responseParameters.some(({ target }) => sameHeader(target.name, name)))
        .map(([name, expression]) => ({
          target: { location: 'header' as const, name },
          source: requestSource(expression),
        })),
      ...responseParameters,
    ],
  }));
}

const VARY_ORIGIN: ResponseParameterMapping = { header: 'Vary', source: { kind: 'literal', value: 'Origin' } };

/** A template that prints nothing: it sets the headers when the request's origin is one of `origins`. */
function echoTemplate(origins: readonly string[], headers: Readonly<Record<string, string>>): string {
  const condition = origins.map((origin) => `$origin == '${origin}'`).join(' || ');
  const set = Object.entries(headers).map(([name, value]) => {
    const printed = name === 'Access-Control-Allow-Origin' ? '$origin' : `'${value}'`;
    return `#set($context.responseOverride.header.${name} = ${printed})`;
  });
  // Clients of HTTP/2 spell the header small, and parameters are looked up as they are spelt.
  return [
    "#set($origin = $input.params('Origin'))",
    "#if(!$origin || $origin == '')#set($origin = $input.params('origin'))#end",
    `#if(${condition})${set.join('')}#end`,
  ].join('');
}

/** The headers of every answer, not only of a preflight's; the origin is the only one, or stands for the request's. */
function answerHeaders(cors: CorsProps): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Origin': cors.allowOrigins[0] ?? '*',
    ...(cors.allowCredentials === true && { 'Access-Control-Allow-Credentials': 'true' }),
    ...(cors.exposeHeaders !== undefined && { 'Access-Control-Expose-Headers': cors.exposeHeaders.join(',') }),
  };
}

function severalOrigins(cors: CorsProps): boolean {
  return cors.allowOrigins.length > 1;
}

function answered(httpMethods: readonly HttpMethod[]): readonly HttpMethod[] {
  if (httpMethods.includes('ANY')) return ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
  return [...new Set<HttpMethod>([...httpMethods, 'OPTIONS'])].sort();
}

function quoted(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}

function literals(headers: Readonly<Record<string, string>>): readonly ResponseParameterMapping[] {
  return Object.entries(quoted(headers)).map(([header, expression]) => ({
    header,
    source: responseSource(expression),
  }));
}

function missing(
  wanted: readonly ResponseParameterMapping[],
  present: readonly ResponseParameterMapping[],
): readonly ResponseParameterMapping[] {
  return wanted.filter(({ header }) => !present.some((mapping) => sameHeader(mapping.header, header)));
}

function sameHeader(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function invalid(reason: string): SluiceError {
  return new SluiceError('cors-invalid', `Cannot set up CORS: ${reason}`);
}
