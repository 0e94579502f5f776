import type { BehaviourCase } from './behaviour.js';

/** Where the credentials of a caller come from. */
export interface CredentialSource {
  token(request: { readonly user: string; readonly scopes?: readonly string[] }): Promise<string>;
  key(): string;
}

/**
 * A request of an example with credentials in place of their placeholders: `TOKEN ann orders/read` is an access token of
 * ann, `TOKEN ann` an ID token, `KEY` an API key.
 */
export async function withCredentials(request: BehaviourCase, source: CredentialSource): Promise<BehaviourCase> {
  const headers = await Promise.all(
    Object.entries((request.headers ?? {}) as Readonly<Record<string, string>>).map(async ([name, value]) => {
      const [kind, user = '', ...scopes] = value.split(' ');
      if (kind === 'TOKEN') return [name, await source.token({ user, ...(scopes.length > 0 && { scopes }) })] as const;
      return [name, value === 'KEY' ? source.key() : value] as const;
    }),
  );
  return { ...request, headers: Object.fromEntries(headers) };
}

/** Whether a request of an example needs an API key. */
export function needsKey({ headers = {} }: BehaviourCase): boolean {
  return Object.values(headers).includes('KEY');
}
