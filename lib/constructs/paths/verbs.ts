import type { HttpMethod } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';

/** The verbs of an API and of a group, each with its HTTP method. */
export const VERBS = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  any: 'ANY',
} as const satisfies Readonly<Record<string, HttpMethod>>;

/** A class whose verbs all call one of its methods. */
interface VerbsOwner<A extends readonly unknown[]> {
  addMethod(httpMethod: HttpMethod, path: string, ...rest: A): unknown;
}

/** Gives a class that declares them the verbs. */
export function defineVerbs<A extends readonly unknown[]>({ prototype }: { readonly prototype: VerbsOwner<A> }): void {
  for (const [verb, httpMethod] of Object.entries(VERBS)) {
    Object.defineProperty(prototype, verb, {
      configurable: true,
      writable: true,
      value(this: VerbsOwner<A>, path: string, ...rest: A) {
        return this.addMethod(httpMethod, path, ...rest);
      },
    });
  }
}

/**
 * Tells the integration and the props of a new method or route apart.
 *
 * @throws {SluiceError} `integration-missing` for props behind something that is not an integration: an authorizer among
 *   them would be lost
 */
export function readArguments<I extends object, P extends object>(
  what: string,
  rest: readonly [integration: I, props?: P] | readonly [props?: P],
): { readonly integration: I | undefined; readonly props: P | undefined } {
  const [first, second] = rest;
  if (isObject(first) && 'bind' in first) return { integration: first as I, props: second };
  if (second === undefined) return { integration: undefined, props: first as P | undefined };
  throw new SluiceError(
    'integration-missing',
    `The integration of ${what} is ${isObject(first) ? 'an object without bind()' : String(first)}; expected an integration of sluice`,
  );
}
