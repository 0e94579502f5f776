import { Token } from 'aws-cdk-lib';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * A path of the API without a slash at its end.
 *
 * @throws {SluiceError} `path-invalid` for a path that is not a string
 * @throws {SluiceError} `path-unknown` for a path that holds a token
 */
export function readPath(what: string, path: string): string {
  requirePath(what, path);
  if (Token.isUnresolved(path)) {
    throw new SluiceError('path-unknown', `Cannot add ${what} ${path}: a path must be known at synthesis`);
  }
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/**
 * The compiler finds what this refuses; it is for plain JavaScript.
 *
 * @throws {SluiceError} `path-invalid` for a path that is not a string
 */
export function requirePath(what: string, path: unknown, where = ''): void {
  if (typeof path === 'string') return;
  throw new SluiceError(
    'path-invalid',
    `Cannot add ${what} ${String(path)}${where}: a path must be a string, such as "/pets"`,
  );
}
