import { isObject } from '../support/is-object.js';
import { suggestName } from '../support/nearest-name.js';
import { SluiceError } from '../support/sluice-error.js';

/** The names of the properties of `Props`, each as a key: the compiler asks for all of them, and for no other. */
export type PropNames<Props> = Readonly<Record<keyof Required<Props>, true>>;

/**
 * Refuses members that no property has. The compiler finds them in TypeScript; in JavaScript a misspelled `authorizer`
 * would leave a method open.
 *
 * @param what names the properties in messages: `GET /pets`, `the defaults of Shop/Api`
 * @throws {SluiceError} property-unknown
 * @throws {SluiceError} properties-invalid for properties that are not an object
 */
export function checkProps(what: string, props: object, names: Readonly<Record<string, true>>): void {
  requireObject(what, props);
  const unknown = Object.keys(props).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return;
  const isConstruct = 'node' in props;
  throw new SluiceError(
    'property-unknown',
    isConstruct
      ? `Cannot use a construct as the properties of ${what}`
      : `Cannot use the property "${unknown}" of ${what}: no property has this name`,
    {
      hint: isConstruct
        ? 'Put a function into an integration: new LambdaIntegration(handler), or new HttpLambdaIntegration(handler) for an HTTP API'
        : suggestName(unknown, 'Properties', Object.keys(names)),
    },
  );
}

/**
 * Refuses members that neither an API nor its document has. Members of routes belong in `defaults`.
 *
 * @throws {SluiceError} property-unknown
 * @throws {SluiceError} properties-invalid for properties that are not an object
 */
export function checkApiProps(
  path: string,
  props: object,
  names: Readonly<Record<string, true>>,
  defaults: Readonly<Record<string, true>>,
): void {
  requireObject(path, props);
  const misplaced = Object.keys(props).find((name) => Object.hasOwn(defaults, name) && !Object.hasOwn(names, name));
  if (misplaced === undefined) {
    checkProps(path, props, names);
    return;
  }
  throw new SluiceError(
    'property-unknown',
    `Cannot use the property "${misplaced}" of ${path}: no property has this name`,
    {
      hint: `Put it into the defaults: { defaults: { ${misplaced} } }`,
    },
  );
}

/**
 * Refuses what is no plain object: of a list or a map, no property would be read.
 *
 * @throws {SluiceError} properties-invalid
 */
export function requireObject(what: string, props: unknown): void {
  if (isObject(props) && !(Symbol.iterator in props)) return;
  throw new SluiceError('properties-invalid', `The properties of ${what} are ${String(props)}; expected an object`);
}
