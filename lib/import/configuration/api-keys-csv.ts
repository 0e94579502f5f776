import type { ConfiguredApiKey } from '../../formats/sluice-configuration.js';
import { SluiceError } from '../../support/sluice-error.js';
import { readCsv } from './csv.js';

/**
 * Reads API keys from the form in which API Gateway imports them: the columns Name and Key, and optionally Description,
 * Enabled and UsagePlanIds, in any order and case. Other columns are ignored.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html
 * Assumed: a key without Enabled is disabled, as one that is created without it.
 *
 * @throws {SluiceError} configuration-invalid
 */
export function readApiKeysCsv(text: string, file: string): readonly ConfiguredApiKey[] {
  const [header = [], ...rows] = readCsv(text);
  const columns = header.map((name) => name.toLowerCase());
  for (const required of ['name', 'key']) {
    if (!columns.includes(required)) {
      throw new SluiceError('configuration-invalid', `Cannot read the API keys: there is no column "${required}"`, {
        place: file,
        hint: 'The first line names the columns: Name,Key,Description,Enabled,UsagePlanIds',
      });
    }
  }
  return rows.map((row) => {
    const field = (column: string): string => row[columns.indexOf(column)] ?? '';
    const description = field('description');
    return {
      name: field('name'),
      value: field('key'),
      ...(description !== '' && { description }),
      enabled: field('enabled').toLowerCase() === 'true',
      usagePlanIds: field('usageplanids')
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    };
  });
}
