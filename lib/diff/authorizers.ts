import {
  isDeployTime,
  printIdentitySource,
  type Authorizer,
  type IdentitySource,
  type NormalizedHttpApiAuthorizer,
  type Protocol,
  type Value,
  type WebSocketAuthorizer,
} from '../model/index.js';
import type { ChangeKind } from './change.js';
import { elsewhere, isSame, list, members, present, value, variants, type Compare } from './compare.js';
import { kindFor, setDirection } from './direction.js';

const CHANGED = 'authorizer-changed';

/** What is trusted: fewer refuse tokens that passed. */
const TRUSTED = { less: 'authorizer-tightened', more: 'authorizer-loosened', unknown: CHANGED } as const;

const trusted = value<readonly Value<string>[] | undefined>((before, after) =>
  kindFor(setDirection(before, after), TRUSTED),
);

const issuer = value<Value<string> | undefined>((before, after) =>
  isDeployTime(before) || isDeployTime(after) ? CHANGED : 'authorizer-tightened',
);

const validationExpression = value<string | undefined>((before, after) =>
  before === undefined ? 'authorizer-tightened' : after === undefined ? 'authorizer-loosened' : CHANGED,
);

type Sources = IdentitySource | readonly IdentitySource[];

/** A request without an identity source is refused. */
function identitySource(protocol: Protocol): Compare<Sources | undefined> {
  const kind = (before: Sources | undefined, after: Sources | undefined): ChangeKind => {
    const [was, is] = [[before ?? []].flat(), [after ?? []].flat()];
    const added = is.filter((source) => !was.some((other) => isSame(other, source)));
    if (added.length === 0) return setDirection(was, is) === 'same' ? 'rewritten' : CHANGED;
    return added.some((source) => source.kind === 'header' || source.kind === 'querystring')
      ? 'authorizer-tightened'
      : CHANGED;
  };
  return value(kind, (sources) =>
    Array.isArray(sources)
      ? (sources as readonly IdentitySource[]).map((source) => printIdentitySource(source, protocol))
      : printIdentitySource(sources as IdentitySource, protocol),
  );
}

function named<A extends { readonly name: string }>(each: Compare<A>): Compare<readonly A[]> {
  const both = present({ added: 'authorizer-added', removed: 'authorizer-removed' }, each);
  return list<A>(
    ({ name }) => name,
    both,
    (name) => ({ element: `authorizer ${name}` }),
  );
}

/** The authorizers of REST APIs. */
export const compareAuthorizers: Compare<readonly Authorizer[]> = named(
  variants<Authorizer>(CHANGED, {
    name: elsewhere,
    authType: value(CHANGED),
    uri: value(CHANGED),
    credentials: value(CHANGED),
    resultTtlSeconds: value(CHANGED),
    identitySource: identitySource('REST'),
    identityValidationExpression: validationExpression,
    providerArns: trusted,
  }),
);

/** The authorizers of HTTP APIs. */
export const compareHttpAuthorizers: Compare<readonly NormalizedHttpApiAuthorizer[]> = named(
  variants<NormalizedHttpApiAuthorizer>(CHANGED, {
    name: elsewhere,
    uri: value(CHANGED),
    credentials: value(CHANGED),
    resultTtlSeconds: value(CHANGED),
    payloadFormatVersion: value(CHANGED),
    enableSimpleResponses: value(CHANGED),
    identitySource: identitySource('HTTP'),
    issuer,
    audience: trusted,
  }),
);

/** The authorizers of WebSocket APIs. */
export const compareWebSocketAuthorizers: Compare<readonly WebSocketAuthorizer[]> = named(
  members<WebSocketAuthorizer>({
    type: elsewhere,
    name: elsewhere,
    uri: value(CHANGED),
    credentials: value(CHANGED),
    identitySource: identitySource('WEBSOCKET'),
  }),
);
