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

/** Lays over a request what `--token`, `--api-key` and, last, `--as` say of its caller. */
export function withCaller(
  request: DraftRequest,
  args: Arguments,
  route: { readonly tokenHeader: string; readonly region: string; readonly identities: readonly Identity[] },
): DraftRequest {
  const [name, key, token] = [text(args.as), text(args['api-key']), text(args.token)];
  const identified = {
    ...request,
    headers: [
      ...request.headers,
      ...(token === undefined ? [] : [[route.tokenHeader, token] as const]),
      ...(key === undefined ? [] : [['x-api-key', key] as const]),
    ],
  };
  if (name === undefined) return identified;
  const { region } = route;
  const signed = signAs(selectIdentity(name, route.identities), { ...identified, host: hostOf(identified), region });
  return { ...identified, headers: signed };
}

/** The header that the authorizer of the route of a request reads its token from. */
export function tokenHeaderOf(
  { apis }: Pick<ApiCollection, 'apis'>,
  apiId: string,
  side: ServedSide,
  request: { readonly httpMethod: string; readonly path: string },
): string {
  const api = apis.find(({ id }) => id === apiId);
  const route = routeOf(side, request);
  const authorization = api && route && findRoute(api, ...route)?.authorization;
  if (api === undefined || authorization === undefined || !('authorizer' in authorization)) return 'Authorization';
  const name = authorization.authorizer;
  const authorizer = [...(api.authorizers ?? [])].find((one) => one.name === name);
  const source = [authorizer?.identitySource].flat().find((one) => one?.kind === 'header');
  return source?.kind === 'header' && !isDeployTime(source) ? source.name : 'Authorization';
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
