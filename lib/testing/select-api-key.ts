import type { ApiKey } from '../model/usage-plan.js';
import { printValue } from '../model/value.js';
import { valueOfApiKey } from '../runtime/api-key.js';
import { suggestName } from '../support/nearest-name.js';
import { SluiceError } from '../support/sluice-error.js';

/**
 * The value of an API key.
 *
 * @param asked logical id or name. Default: the only key
 * @throws {SluiceError} api-key-unknown
 */
export function selectApiKey(apiKeys: readonly ApiKey[], asked: string | undefined): string {
  const found =
    asked === undefined
      ? apiKeys
      : apiKeys.filter(({ id, name }) => id === asked || (name !== undefined && printValue(name) === asked));
  const [key, ...others] = found;
  const value = key && valueOfApiKey(key);
  if (value !== undefined && others.length === 0) return value.text;
  const names = apiKeys.map(({ id }) => id);
  if (others.length > 0) {
    throw new SluiceError('api-key-unknown', 'Cannot choose an API key: there are several', {
      hint: `Name one of ${names.join(', ')}`,
    });
  }
  const what = asked === undefined ? 'an API key' : `the API key "${asked}"`;
  throw new SluiceError('api-key-unknown', `Cannot find ${what} whose value is known`, {
    hint: suggestName(asked ?? '', 'API keys', names),
  });
}
