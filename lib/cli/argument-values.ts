import { SluiceError } from '../support/sluice-error.js';

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `name=value` options, as a record; of a name given twice the last value. */
export function assignments(given: unknown, option: string): Readonly<Record<string, string>> {
  if (!Array.isArray(given)) return {};
  return Object.fromEntries(
    given.map((item) => {
      const assignment = String(item);
      const equals = assignment.indexOf('=');
      if (equals < 1)
        throw new SluiceError('usage-invalid', `Cannot read ${option} "${assignment}": it wants name=value`);
      return [assignment.slice(0, equals), assignment.slice(equals + 1)];
    }),
  );
}

export function checkUrl(url: string, option: string): void {
  if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) return;
  throw new SluiceError('usage-invalid', `Cannot use ${option} "${url}": it wants a URL, http://… or https://…`);
}
