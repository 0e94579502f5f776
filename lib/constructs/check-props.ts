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
 */
export function checkProps(what: string, props: object, names: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(props).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return;
  const isConstruct = 'node' in props;
  throw new SluiceError(
    'property-unknown',
    isConstruct
      ? `Cannot use a construct as the properties of ${what}`
      : `Cannot use the property "${unknown}" of ${what}: there is none of that name`,
    {
      hint: isConstruct
        ? 'Put a function into an integration: new LambdaIntegration(handler)'
        : suggestName(unknown, 'Properties', Object.keys(names)),
    },
  );
}
