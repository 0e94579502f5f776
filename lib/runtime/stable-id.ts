import { createHash } from 'node:crypto';

const ALPHANUMERICS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An identifier of AWS's form that is the same in every run. */
export function stableId(text: string, length: number): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, length), (byte) => ALPHANUMERICS[byte % ALPHANUMERICS.length]).join('');
}

/** `$context.apiId`: 10 lower-case characters. */
export function apiIdOf(api: { readonly id: string }): string {
  return stableId(`api ${api.id}`, 10);
}
