import { suggestName } from '../../support/nearest-name.js';
import { SluiceError } from '../../support/sluice-error.js';
import { checkProps } from '../check-props.js';

/** The props of an API that name operations of its document. */
export interface OperationsProps {
  readonly integrations: Readonly<Record<string, object>>;
  readonly operations: Readonly<Record<string, object>>;
}

/**
 * Refuses props for operations that the document does not have, and properties that operations do not have.
 *
 * @param names the operations of the document
 * @param properties the properties of an operation
 * @throws {SluiceError} `operation-unknown`, `property-unknown`
 */
export function checkOperations(
  api: string,
  names: readonly string[],
  { integrations, operations }: OperationsProps,
  properties: Readonly<Record<string, true>>,
): void {
  const unknown = [...Object.keys(integrations), ...Object.keys(operations)].find((name) => !names.includes(name));
  if (unknown !== undefined) throw operationUnknown(`The document of ${api}`, unknown, names);
  for (const [name, own] of Object.entries(operations)) {
    checkProps(`the operation "${name}" of ${api}`, own, properties);
  }
}

/** The error of an operation that `what` does not have. */
export function operationUnknown(what: string, name: string, names: readonly string[]): SluiceError {
  return new SluiceError('operation-unknown', `${what} has no operation "${name}"`, {
    hint: suggestName(name, 'Operations', names),
  });
}
