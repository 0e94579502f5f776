import type { HttpMethod } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';

/** A verb for each HTTP method, the same on an API and on a group. `Add` adds a method of a REST API or a route of an HTTP API. */
export interface Verbs<Add> {
  /** Adds a method or a route for GET. */
  readonly get: Add;
  /** Adds a method or a route for POST. */
  readonly post: Add;
  /** Adds a method or a route for PUT. */
  readonly put: Add;
  /** Adds a method or a route for PATCH. */
  readonly patch: Add;
  /** Adds a method or a route for DELETE. */
  readonly delete: Add;
  /** Adds a method or a route for HEAD. */
  readonly head: Add;
  /**
   * Adds a method or a route for OPTIONS. A method takes the place of the one that CORS makes; preflights do not reach a
   * route once the API has `cors`.
   */
  readonly options: Add;
  /** Adds a method or a route for every HTTP method that the path has none of its own for. */
  readonly any: Add;
}

/** The HTTP method of each verb. */
export const VERBS = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  any: 'ANY',
} as const satisfies Readonly<Record<keyof Verbs<unknown>, HttpMethod>>;

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
 * Tells the integration and the props of a new method or route apart. An argument that would be lost may be the one that
 * says who may call, so it is refused.
 *
 * @param what names the method or route in messages: `GET /pets`
 * @throws {SluiceError} `integration-missing` for props behind something that is not an integration
 * @throws {SluiceError} `arguments-invalid` for an argument behind the props
 */
export function readArguments<I extends object, P extends object>(
  what: string,
  rest: readonly [integration: I, props?: P] | readonly [props?: P],
): { readonly integration: I | undefined; readonly props: P | undefined } {
  const [first, second, ...others] = rest as readonly (I | P | undefined)[];
  if (others.length > 0) {
    throw new SluiceError('arguments-invalid', `Cannot add ${what}: expected an integration and its properties only`, {
      hint: 'Put all properties into one object',
    });
  }
  if (isObject(first) && 'bind' in first) return { integration: first as I, props: second as P | undefined };
  if (first === undefined) return { integration: undefined, props: second as P | undefined };
  if (second === undefined) return { integration: undefined, props: first as P };
  throw new SluiceError(
    'integration-missing',
    `The integration of ${what} is ${describe(first)}; expected an integration of sluice`,
  );
}

function describe(given: unknown): string {
  return isObject(given) ? 'an object without bind()' : String(given);
}
