import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import schema from '../formats/sluice.schema.json';
import type { SluiceConfiguration } from '../formats/sluice-configuration.js';
import { isFile } from '../import/source/source-files.js';
import { parseJsonOrYaml } from '../import/text/index.js';
import { compileSchema } from '../schema/index.js';
import { SluiceError } from '../support/sluice-error.js';
import { whyUnreadable } from '../support/unreadable.js';

/** A configuration with the folder that its paths are relative to. */
export interface LoadedConfiguration {
  readonly folder: string;
  /** Undefined: there is none. */
  readonly file?: string;
  readonly values: SluiceConfiguration;
}

/**
 * Reads `sluice.json`: the given file, else the one in the source's folder, else none.
 *
 * @throws {SluiceError} configuration-missing, configuration-invalid
 */
export function loadConfiguration(
  given: string | undefined,
  source: string | undefined,
  cwd: string,
): LoadedConfiguration {
  const file = given === undefined ? findBeside(source, cwd) : resolve(cwd, given);
  if (file === undefined) return { folder: cwd, values: {} };
  return {
    file,
    folder: dirname(file),
    values: parseConfiguration(readConfigured(file, `the configuration "${given ?? file}"`), file),
  };
}

function findBeside(source: string | undefined, cwd: string): string | undefined {
  const path = resolve(cwd, source ?? '.');
  const folder = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
  const file = join(folder, 'sluice.json');
  return isFile(file) && file !== path ? file : undefined;
}

/**
 * Reads a file of an operator's.
 *
 * @param what it is: `the API keys`
 * @throws {SluiceError} configuration-missing
 */
export function readConfigured(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const message = `Cannot read ${what}: ${whyUnreadable(error)}`;
    throw new SluiceError('configuration-missing', message, { place: file });
  }
}

function parseConfiguration(text: string, file: string): SluiceConfiguration {
  const value = parse(text, file);
  const [first] = compileSchema(schema, {}).validate(value);
  if (first !== undefined) {
    const hint = `Known members: ${Object.keys(schema.properties).join(', ')}`;
    throw new SluiceError('configuration-invalid', `Cannot use the configuration: ${first.message}`, {
      place: file,
      hint,
    });
  }
  return value as SluiceConfiguration;
}

/** A mistake in the file is shown with its line, as of a source. */
function parse(text: string, file: string): unknown {
  try {
    return parseJsonOrYaml(text, file).value;
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    throw new SluiceError('configuration-invalid', error.message, error.details);
  }
}
