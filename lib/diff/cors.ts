import { isDeployTime, type HttpApiCors, type Value } from '../model/index.js';
import type { ChangeKind } from './change.js';
import { members, present, value, type Compare } from './compare.js';
import { kindFor, setDirection } from './direction.js';

const KINDS = { less: 'cors-narrowed', more: 'cors-widened', unknown: 'cors-changed' } as const;

/** `*` allows everything. */
function listKind(
  before: readonly Value<string>[] | undefined,
  after: readonly Value<string>[] | undefined,
): ChangeKind {
  if (after?.includes('*') === true && before?.includes('*') !== true) return 'cors-widened';
  if (before?.includes('*') === true && after?.includes('*') !== true) return 'cors-narrowed';
  return kindFor(setDirection(before, after), KINDS);
}

function credentialsKind(before: Value<boolean> = false, after: Value<boolean> = false): ChangeKind {
  if (isDeployTime(before) || isDeployTime(after)) return 'cors-changed';
  return before === after ? 'rewritten' : after ? 'cors-widened' : 'cors-narrowed';
}

/** The CORS configuration of an HTTP API. */
export const compareCors: Compare<HttpApiCors | undefined> = present(
  { added: 'cors-enabled', removed: 'cors-disabled' },
  members<HttpApiCors>({
    allowOrigins: value(listKind),
    allowMethods: value(listKind),
    allowHeaders: value(listKind),
    exposeHeaders: value(listKind),
    allowCredentials: value(credentialsKind),
    maxAgeSeconds: value('cors-changed'),
  }),
);

/** A response header that a mapping sets. */
interface SetHeader {
  readonly name: string;
  readonly source: { readonly kind: string; readonly value?: unknown };
}

/**
 * The kind of a changed response header: of CORS for `Access-Control-*`, which REST APIs set by mappings, `other` else.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function headerKind(before: SetHeader | undefined, after: SetHeader | undefined, other: ChangeKind): ChangeKind {
  const name = (after ?? before)?.name.toLowerCase();
  if (name?.startsWith('access-control-') !== true) return other;
  if (name === 'access-control-max-age') return 'cors-changed';
  if (before === undefined) return 'cors-widened';
  if (after === undefined) return 'cors-narrowed';
  const [was, is] = [literalItems(before), literalItems(after)];
  return was === undefined || is === undefined ? 'cors-changed' : listKind(was, is);
}

function literalItems({ source }: SetHeader): readonly string[] | undefined {
  if (source.kind !== 'literal' || typeof source.value !== 'string') return undefined;
  return source.value.split(',').map((item) => item.trim().toLowerCase());
}
