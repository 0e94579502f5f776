import type { HeaderLine } from '../runtime/http-message.js';
import { SluiceError } from '../support/sluice-error.js';

/** `--header "Name: value"`, as often as it was given. */
export function headerOptions(given: unknown): readonly HeaderLine[] {
  return (Array.isArray(given) ? given.map(String) : []).map((item) => {
    const colon = item.indexOf(':');
    if (colon < 1) throw new SluiceError('usage-invalid', `Cannot read --header "${item}": it wants "Name: value"`);
    return [item.slice(0, colon).trim(), item.slice(colon + 1).trim()];
  });
}
