import {
  diagnostic,
  routeName,
  type Diagnostic,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiIntegration,
  type HttpApiRoute,
  type HttpRouteKey,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { iamAuthorizer } from './authorizer.js';
import { call, code, listOf, objectOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { writeHttpIntegration } from './http-integration.js';
import type { ValueWriter } from './value-writer.js';

/** What the routes of an HTTP API name. */
export interface RouteParts {
  readonly authorizers: ReadonlyMap<string, { readonly constant: string; readonly authorizer: HttpApiAuthorizer }>;
  readonly writer: ValueWriter;
}

/** A route as a statement, and the route that the statement declares. */
export interface WrittenRoute {
  readonly statement: Expression;
  /** It lacks what constructs cannot say. */
  readonly route: HttpApiRoute;
  readonly gaps: readonly Diagnostic[];
}

type WritableKey = Extract<HttpRouteKey, { readonly kind: 'default' | 'route' }>;

/** Whether constructs take a route key: a definition may say anything. */
export function isWritableKey(key: HttpRouteKey): key is WritableKey {
  return key.kind === 'default' || key.kind === 'route';
}

/** What stands for the integration of a route that has none in the source: the generated class takes it. */
export const ABSENT_INTEGRATION: HttpApiIntegration = {
  type: 'HTTP_PROXY',
  httpMethod: 'ANY',
  uri: 'https://example.com',
};

/** @param key the route's */
export function writeRoute(route: HttpApiRoute, key: WritableKey, parts: RouteParts): WrittenRoute {
  const { writer } = parts;
  const { operationName, integration, authorization } = route;
  const { summary, description, tags } = route.documentation ?? {};
  const access = accessOf(authorization, parts);
  const documentation = defined({
    summary: typeof summary === 'string' ? summary : undefined,
    description: typeof description === 'string' ? description : undefined,
    tags: isTexts(tags) && tags.length > 0 ? tags : undefined,
  });
  const props = objectOf({
    operationName: text(operationName),
    summary: text(documentation.summary),
    description: text(documentation.description),
    tags: documentation.tags && listOf(documentation.tags.map(textOf)),
    authorizer: access.authorizer,
    scopes: access.scopes,
  });
  const responding =
    integration === undefined ? missingIntegration(route, writer) : writeHttpIntegration(integration, writer);
  const given = withoutEmptyEnd([responding, props]);
  return {
    statement:
      key.kind === 'default'
        ? call('api.addRoute', textOf('$default'), ...given)
        : call(`api.${key.httpMethod.toLowerCase()}`, textOf(key.path), ...given),
    route: {
      routeKey: key,
      integration: integration ?? ABSENT_INTEGRATION,
      ...defined({ operationName, authorization: access.authorization }),
      ...(Object.keys(documentation).length > 0 && { documentation }),
    },
    gaps: gapsOf(route, parts),
  };
}

function missingIntegration({ routeKey, operationName }: HttpApiRoute, writer: ValueWriter): Expression {
  const name = routeName(routeKey);
  return writer.connections.require('integrations', operationName ?? name.replace(/^[A-Z]+ /, lowerCase), name);
}

function lowerCase(verb: string): string {
  return verb.toLowerCase();
}

function gapsOf(
  { routeKey, integration, authorization }: HttpApiRoute,
  { authorizers }: RouteParts,
): readonly Diagnostic[] {
  const place = { element: routeName(routeKey) };
  return [
    ...(integration === undefined
      ? [diagnostic('not-representable', place, 'The route has no integration; the generated class takes one', 'info')]
      : []),
    ...(authorization !== undefined && 'authorizer' in authorization && !authorizers.has(authorization.authorizer)
      ? [
          diagnostic(
            'not-representable',
            place,
            `The source does not define the authorizer "${authorization.authorizer}"; the generated class takes one`,
          ),
        ]
      : []),
  ];
}

function accessOf(
  authorization: HttpApiAuthorization | undefined,
  { authorizers, writer }: RouteParts,
): { readonly authorizer?: Expression; readonly scopes?: Expression; readonly authorization?: HttpApiAuthorization } {
  if (authorization === undefined || authorization.type === 'NONE') return {};
  if (authorization.type === 'AWS_IAM') return { authorizer: iamAuthorizer(writer), authorization };
  const known = authorizers.get(authorization.authorizer);
  if (known === undefined) {
    const { authorizer } = authorization;
    return { authorizer: writer.connections.require('authorizers', authorizer, authorizer), authorization };
  }
  const { name, type } = known.authorizer;
  const authorizer = code(known.constant);
  if (type === 'REQUEST') return { authorizer, authorization: { type: 'CUSTOM', authorizer: name } };
  const scopes = authorization.type === 'JWT' ? (authorization.scopes ?? []) : [];
  if (scopes.length === 0) return { authorizer, authorization: { type, authorizer: name } };
  return { authorizer, scopes: listOf(scopes.map(textOf)), authorization: { type, authorizer: name, scopes } };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function text(value: string | undefined): Expression | undefined {
  return value === undefined || value === '' ? undefined : textOf(value);
}
