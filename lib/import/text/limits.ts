import { SluiceError } from '../../support/sluice-error.js';

/** Longest JSON text that is read. */
export const JSON_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Longest YAML text that is read: as much as API Gateway imports, and its parser takes a second for each megabyte.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const YAML_LIMIT_BYTES = 6 * 1024 * 1024;

/** Deepest nesting of objects and lists that is read. */
export const NESTING_LIMIT = 400;

/** Most values that the aliases of a YAML text may add to it once they are written out. */
export const ALIAS_VALUE_LIMIT = 200_000;

export function tooLarge(file: string | undefined, bytes: number, limitBytes: number, language: string): SluiceError {
  return new SluiceError(
    'source-too-large',
    `Cannot read ${file ?? 'the text'}: it has ${bytes} bytes, and ${language} is read up to ${limitBytes}`,
    { ...(file !== undefined && { place: file }) },
  );
}

export function tooDeep(file: string | undefined): SluiceError {
  return new SluiceError(
    'source-too-deep',
    `Cannot read ${file ?? 'the text'}: its objects and lists are nested deeper than ${NESTING_LIMIT} levels`,
    { ...(file !== undefined && { place: file }) },
  );
}

export function tooManyValues(file: string | undefined): SluiceError {
  return new SluiceError(
    'source-too-large',
    `Cannot read ${file ?? 'the text'}: its aliases written out add more than ${ALIAS_VALUE_LIMIT} values`,
    { ...(file !== undefined && { place: file }) },
  );
}
