import { isObject } from '../../../support/is-object.js';
import { hasDuplicateMember } from '../../../support/duplicate-member.js';

/** A JSON Web Token, taken apart; nothing of it is to be believed yet. */
export interface ParsedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What is signed. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** Documented: the headers of a request have no more together (docs/aws/quotas.md). */
const MAX_CHARACTERS = 10_240;

/**
 * Takes a signed token apart (RFC 7515, compact serialization).
 *
 * Assumed: a member that stands twice makes a token unreadable, since not everyone reads the same one.
 *
 * @returns a string: what is wrong with it
 */
export function parseToken(token: string): ParsedToken | string {
  if (token.length > MAX_CHARACTERS) return `it has more than ${MAX_CHARACTERS} characters`;
  const parts = token.split('.');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length !== 3) return 'it does not have three parts';
  const header = parseObject(first);
  if (typeof header === 'string') return `its header ${header}`;
  const claims = parseObject(second);
  if (typeof claims === 'string') return `its payload ${claims}`;
  const signature = decode(third);
  if (signature === undefined || signature.length === 0) return 'its signature is not base64url';
  return { header, claims, signed: `${first}.${second}`, signature };
}

function parseObject(part: string): Readonly<Record<string, unknown>> | string {
  const bytes = decode(part);
  if (bytes === undefined) return 'is not base64url';
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return 'is not an object';
    return hasDuplicateMember(text) ? 'has a member twice' : value;
  } catch {
    return 'is not JSON';
  }
}

/** Undefined for any other spelling than the one that an encoder writes: Node.js reads many. */
function decode(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}
