import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseJsonOrYaml } from '../import/text/index.js';
import { readIdentities } from '../runtime/authorizers/identities.js';
import type { Identity } from '../runtime/identity.js';
import { SluiceError } from '../support/sluice-error.js';
import { whyUnreadable } from '../support/unreadable.js';
import type { LoadedConfiguration } from './configuration.js';

/**
 * Reads the callers that IAM knows: from the file that `--identities` names, else from `sluice.json`, which has them or
 * names a file beside it.
 *
 * @throws {SluiceError} configuration-missing, configuration-invalid
 */
export function loadIdentities(
  given: string | undefined,
  { values, folder, file }: LoadedConfiguration,
  cwd: string,
): readonly Identity[] {
  if (given !== undefined) return readFile(resolve(cwd, given));
  const { identities } = values;
  if (identities === undefined) return [];
  return typeof identities === 'string'
    ? readFile(resolve(folder, identities))
    : readIdentities(identities, file ?? folder);
}

function readFile(path: string): readonly Identity[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SluiceError('configuration-missing', `Cannot read the identities: ${whyUnreadable(error)}`, {
      place: path,
    });
  }
  return readIdentities(parseJsonOrYaml(text, path).value, path);
}
