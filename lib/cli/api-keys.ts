import { resolve } from 'node:path';
import type { ConfiguredApiKey } from '../formats/sluice-configuration.js';
import { readApiKeysCsv } from '../import/configuration/api-keys-csv.js';
import { readConfigured, type LoadedConfiguration } from './configuration.js';

/** API keys that an operator gives, and the file that has them, where one does. */
export interface GivenApiKeys {
  readonly file?: string;
  readonly keys: readonly ConfiguredApiKey[];
}

/**
 * Reads API keys: from the file that `--api-keys` names, else from `sluice.json`, which has them or names a file.
 *
 * @throws {SluiceError} configuration-missing, configuration-invalid
 */
export function loadApiKeys(
  given: string | undefined,
  { folder, values: { apiKeys = [] } }: LoadedConfiguration,
  cwd: string,
): GivenApiKeys {
  if (given !== undefined) return readFile(resolve(cwd, given));
  return typeof apiKeys === 'string' ? readFile(resolve(folder, apiKeys)) : { keys: apiKeys };
}

function readFile(file: string): GivenApiKeys {
  return { file, keys: readApiKeysCsv(readConfigured(file, 'the API keys'), file) };
}
