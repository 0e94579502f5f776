import type { ApiKey } from '../model/usage-plan.js';
import { knownText } from '../model/value.js';
import { stableId } from './stable-id.js';

/** `$context.identity.apiKeyId`: 10 lower-case characters. */
export function apiKeyIdOf({ id }: Pick<ApiKey, 'id'>): string {
  return stableId(`api key ${id}`, 10);
}

/** What a client sends as a key. */
export interface ApiKeyValue {
  readonly text: string;
  /** Whether the definition leaves the value to AWS: it is made here, the same in every run. */
  readonly isGenerated: boolean;
}

/** @returns undefined for a value that only deployment knows */
export function valueOfApiKey(key: Pick<ApiKey, 'id' | 'value'>): ApiKeyValue | undefined {
  const given = key.value === undefined || key.value === '' ? undefined : key.value;
  // One digest has 32 characters; AWS makes 40.
  if (given === undefined) {
    const text = stableId(`value of api key ${key.id}`, 20) + stableId(`more value of api key ${key.id}`, 20);
    return { text, isGenerated: true };
  }
  const text = knownText(given);
  return text === undefined ? undefined : { text, isGenerated: false };
}
