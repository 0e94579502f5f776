import { isSendable } from '../runtime/header-lines.js';
import type { HeaderLine } from '../runtime/http-message.js';
import { SluiceError } from '../support/sluice-error.js';

/** `--header "Name: value"`, as often as it was given. */
export function headerOptions(given: unknown): readonly HeaderLine[] {
  return (Array.isArray(given) ? given.map(String) : []).map((item) => {
    const colon = item.indexOf(':');
    const [name, value] = [item.slice(0, colon).trim(), item.slice(colon + 1).trim()];
    if (colon < 1 || !isSendable([name, value])) {
      throw new SluiceError('usage-invalid', `Cannot read --header ${JSON.stringify(item)}: expected "Name: value"`);
    }
    return [name, value];
  });
}
