import { expect, test } from 'vitest';
import { parseSelectionExpression } from '../../lib/model/index.js';
import type {
  Api,
  Diagnostic,
  DiagnosticCode,
  HttpApi,
  HttpApiRoute,
  Method,
  RestApi,
  WebSocketApi,
  WebSocketRoute,
} from '../../lib/model/index.js';
import type { ValidateOptions } from '../../lib/validate/rule.js';
import { validate } from '../../lib/validate/validate.js';

export const API: RestApi = { protocol: 'REST', id: 'Pets', name: 'Pets', resources: [], stages: [] };
export const mock = { type: 'MOCK' } as const;

/** An HTTP API with one route. */
export function httpRoute(more: Partial<HttpApiRoute>): HttpApi {
  const route: HttpApiRoute = { routeKey: { kind: 'route', httpMethod: 'GET', path: '/pets' }, ...more };
  return { protocol: 'HTTP', id: 'Http', name: 'Http', authorizers: [], routes: [route], stages: [] };
}

/** A WebSocket API with one route. */
export function webSocketRoute(more: Partial<WebSocketRoute>): WebSocketApi {
  return {
    ...{ protocol: 'WEBSOCKET', id: 'Chat', name: 'Chat', authorizers: [], stages: [] },
    routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
    routes: [{ routeKey: { kind: 'custom', text: 'send' }, integration: mock, ...more }],
  };
}

export function paths(...names: readonly string[]): RestApi {
  return { ...API, resources: names.map((path) => ({ path, methods: [] })) };
}

export function method(more: Partial<Method>, path = '/pets/{petId}'): RestApi {
  return { ...API, resources: [{ path, methods: [{ httpMethod: 'GET', integration: mock, ...more }] }] };
}

export function templates(request: string, response: string): RestApi {
  return method({
    responses: [{ statusCode: '200' }],
    integration: {
      ...mock,
      requestTemplates: { 'application/json': request },
      responses: [{ statusCode: '200', responseTemplates: { 'application/json': response } }],
    },
  });
}

/** Reported for small APIs that lack what makes one whole; rules that report them have `findsOf`. */
const SMALL: readonly DiagnosticCode[] = [
  'nothing-to-deploy',
  'default-route-missing',
  'write-unauthenticated',
  'cors-gateway-response-missing',
];

/** Each finding as `severity code place: message`, but that the small APIs of these tests lack what makes one whole. */
export function findings(api: Api, options?: ValidateOptions): readonly string[] {
  return validate(api, options)
    .filter(({ code }) => !SMALL.includes(code))
    .map(print);
}

/** A finding as `severity code place: message`. */
export function print({ severity, code, place, message }: Diagnostic): string {
  return `${severity} ${code} ${[place.element, place.property].filter(Boolean).join(' ')}: ${message}`;
}

/** One test for each API: what is found in it, by all rules. */
export function finds(rows: readonly (readonly [what: string, api: Api, expected: readonly string[]])[]): void {
  test.each(rows)('finds %s', (_what, api, expected) => {
    expect(findings(api)).toEqual(expected);
  });
}

/** One test for each API: what is found in it under one code. */
export function findsOf(
  code: DiagnosticCode,
  rows: readonly (readonly [what: string, api: Api, expected: readonly string[]])[],
): void {
  test.each(rows)('finds %s', (_what, api, expected) => {
    const found = validate(api).filter((finding) => finding.code === code);
    expect(found.map(print)).toEqual(expected);
  });
}
