import { SluiceError } from '../support/sluice-error.js';

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * `name=value` options, as a record; of a name given twice the last value.
 *
 * @param split the `=` that ends the name: the first one, or the last one for names that may have `=` in them
 */
export function assignments(
  given: unknown,
  option: string,
  split: 'first' | 'last' = 'first',
): Readonly<Record<string, string>> {
  if (!Array.isArray(given)) return {};
  return Object.fromEntries(
    given.map((item) => {
      const assignment = String(item);
      const equals = split === 'first' ? assignment.indexOf('=') : assignment.lastIndexOf('=');
      if (equals < 1)
        throw new SluiceError('usage-invalid', `Cannot read ${option} "${assignment}": expected name=value`);
      return [assignment.slice(0, equals), assignment.slice(equals + 1)];
    }),
  );
}

export function checkUrl(url: string, option: string): void {
  if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) return;
  throw new SluiceError('usage-invalid', `Cannot use ${option} "${url}": expected a URL, http://… or https://…`);
}
