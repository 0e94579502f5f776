import type { RequestValidator } from '../model/index.js';
import type { ChangeKind } from './change.js';
import { elsewhere, list, members, present, value, type Compare } from './compare.js';

const flag = value<boolean>((_before, after) => (after ? 'validation-tightened' : 'validation-loosened'));

/** The request validators of an API. */
export const compareValidators: Compare<readonly RequestValidator[]> = list(
  ({ name }) => name,
  present<RequestValidator>(
    { added: 'validator-added', removed: 'validator-removed' },
    members<RequestValidator>({ name: elsewhere, validateRequestBody: flag, validateRequestParameters: flag }),
  ),
  (name) => ({ element: `request validator ${name}` }),
);

/** The validator that a method names, by what it checks. */
export function validatorReference(
  before: readonly RequestValidator[],
  after: readonly RequestValidator[],
): Compare<string | undefined> {
  return value((was, is): ChangeKind => {
    const [from, to] = [checksOf(was, before), checksOf(is, after)];
    if (from === undefined || to === undefined) return 'validation-changed';
    const pairs = from.map((check, index) => [check, to[index] ?? false] as const);
    if (pairs.some(([checked, checks]) => checks && !checked)) return 'validation-tightened';
    return pairs.some(([checked, checks]) => checked && !checks) ? 'validation-loosened' : 'validator-replaced';
  });
}

/** Whether it checks bodies and parameters; undefined for a name that the definition does not have. */
function checksOf(name: string | undefined, validators: readonly RequestValidator[]): readonly boolean[] | undefined {
  if (name === undefined) return [false, false];
  const found = validators.find((validator) => validator.name === name);
  return found && [found.validateRequestBody, found.validateRequestParameters];
}
