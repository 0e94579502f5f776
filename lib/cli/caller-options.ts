import type { Options } from 'yargs';
import type { ApiCollection } from '../model/api.js';
import { matchPath } from '../runtime/routing/path-tree.js';
import type { ServedSide } from '../runtime/served-api.js';
import { isDeployTime } from '../model/value.js';
import { findHeader } from '../runtime/header-lines.js';
import type { HeaderLine } from '../runtime/http-message.js';
import type { Identity } from '../runtime/identity.js';
import { signAs } from '../runtime/server/request-signer.js';
import { suggestName } from '../support/nearest-name.js';
import { SluiceError } from '../support/sluice-error.js';
import { findRoute } from './access.js';
import type { Arguments } from './command.js';
import { text } from './argument-values.js';

/** Whom a request comes from. */
export const CALLER_OPTIONS = {
  as: { type: 'string', describe: 'Sign the request as this identity: access key, ARN, or the last part of the ARN' },
  'api-key': { type: 'string', describe: 'API key of the request: its value, sent as x-api-key' },
  token: { type: 'string', describe: "Token for the route's authorizer, sent where the authorizer reads it" },
} as const satisfies Record<string, Options>;

/** A request that is not sent yet. */
export interface DraftRequest {
  readonly method: string;
  /** With stage and query. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** Where an authorizer reads its token. */
export interface TokenPlace {
  readonly kind: 'header' | 'querystring';
  readonly name: string;
}

/** The usual place of a token. */
export const AUTHORIZATION_HEADER: TokenPlace = { kind: 'header', name: 'Authorization' };

/** Inputs that the caller of a request takes from its route. */
export interface CallerContext {
  readonly token: TokenPlace;
  readonly region: string;
  readonly identities: readonly Identity[];
}

/** Adds to a request what `--token`, `--api-key` and, last, `--as` say of its caller. */
export function withCaller(request: DraftRequest, args: Arguments, route: CallerContext): DraftRequest {
  const [name, key, token] = [text(args.as), text(args['api-key']), text(args.token)];
  const withToken = token === undefined ? request : addToken(request, token, route.token);
  const identified = {
    ...withToken,
    headers: [...withToken.headers, ...(key === undefined ? [] : [['x-api-key', key] as const])],
  };
  if (name === undefined) return identified;
  const { region } = route;
  const signed = signAs(selectIdentity(name, route.identities), { ...identified, host: hostOf(identified), region });
  return { ...identified, headers: signed };
}

function addToken(request: DraftRequest, token: string, { kind, name }: TokenPlace): DraftRequest {
  if (kind === 'header') return { ...request, headers: [...request.headers, [name, token]] };
  const parameter = `${encodeURIComponent(name)}=${encodeURIComponent(token)}`;
  return { ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}${parameter}` };
}

/** Where the authorizer of the route of a request reads its token: in a header, else in the query. */
export function tokenPlaceOf(
  { apis }: Pick<ApiCollection, 'apis'>,
  apiId: string,
  side: ServedSide,
  request: { readonly httpMethod: string; readonly path: string },
): TokenPlace {
  const api = apis.find(({ id }) => id === apiId);
  const route = routeOf(side, request);
  const authorization = api && route && findRoute(api, ...route)?.authorization;
  if (api === undefined || authorization === undefined || !('authorizer' in authorization)) return AUTHORIZATION_HEADER;
  const { authorizer: name } = authorization;
  const authorizer = [...(api.authorizers ?? [])].find((one) => one.name === name);
  const sources = [authorizer?.identitySource].flat();
  for (const kind of ['header', 'querystring'] as const) {
    const source = sources.find((one) => one?.kind === kind);
    if (source?.kind === kind && !isDeployTime(source)) return { kind, name: source.name };
  }
  return AUTHORIZATION_HEADER;
}

/** Method and path of the route that takes a request, as declared. */
function routeOf(
  { protocol, stage }: ServedSide,
  { httpMethod, path }: { readonly httpMethod: string; readonly path: string },
): readonly [httpMethod: string, path: string] | undefined {
  if (protocol === 'REST') {
    const method = matchPath(stage.deployment.tree, path, httpMethod)?.method;
    return method && [method.httpMethod, method.resourcePath];
  }
  if (protocol === 'WEBSOCKET') return ['', '$connect'];
  const { tree, defaultRoute } = stage.deployment;
  const route = matchPath(tree, path, httpMethod)?.method ?? defaultRoute;
  return route && [route.httpMethod ?? '', route.path];
}

function selectIdentity(name: string, identities: readonly Identity[]): Identity {
  const lastPart = ({ arn }: Identity): string => arn.slice(arn.lastIndexOf('/') + 1);
  const found = identities.filter((one) => [one.accessKeyId, one.arn, lastPart(one)].includes(name));
  const [identity] = found;
  if (identity !== undefined && found.length === 1) return identity;
  const problem = found.length > 1 ? `Several identities are named "${name}"` : `Cannot find the identity "${name}"`;
  throw new SluiceError('usage-invalid', problem, {
    hint:
      identities.length === 0
        ? 'Give identities with --identities, or in sluice.json'
        : suggestName(
            name,
            'Identities',
            found.length > 1 ? found.map(({ accessKeyId }) => accessKeyId) : identities.map(lastPart),
          ),
  });
}

function hostOf({ headers }: DraftRequest): string {
  return findHeader(headers, 'host') ?? 'localhost';
}
