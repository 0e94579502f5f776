import { Token } from 'aws-cdk-lib';
import { parsePath, type PathPart } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import type { PathParameterName } from './path-types.js';

/** A value for each variable of the path `P`. */
export type UrlParameters<P extends string> = Readonly<Record<PathParameterName<P>, string | number>>;

/** What `urlFor` takes for the path `P`: values first, unless the path has no variable or is unknown to the compiler. */
export type UrlArguments<P extends string, Options> = string extends P
  ? [parameters?: UrlParameters<P>, options?: Options]
  : [PathParameterName<P>] extends [never]
    ? [parameters?: Readonly<Record<string, never>>, options?: Options]
    : [parameters: UrlParameters<P>, options?: Options];

/**
 * A path with its variables filled in, percent-encoded: `/files/a%20b/c` of `/files/{path+}` and `a b/c`. Slashes of a
 * greedy variable's value separate segments. Tokens are inserted as they are.
 *
 * @throws {SluiceError} `path-parameter-missing` for a variable without a value, or with an empty one
 */
export function fillPath(path: string, parameters: Readonly<Record<string, string | number>>): string {
  return `/${parsePath(path)
    .map((part) => fillPart(path, part, parameters))
    .join('/')}`;
}

function fillPart(path: string, part: PathPart, parameters: Readonly<Record<string, string | number>>): string {
  if (part.kind === 'literal') return part.text;
  const value = parameters[part.name];
  if (value === undefined || value === '') {
    throw new SluiceError('path-parameter-missing', `The URL of ${path} has no value for {${part.name}}`, {
      hint: `Pass one: method.urlFor({ ${part.name}: '…' })`,
    });
  }
  if (Token.isUnresolved(value)) return Token.asString(value);
  const text = String(value);
  return part.kind === 'greedy' ? text.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(text);
}
