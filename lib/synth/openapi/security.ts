import { API_KEY_HEADER, EXTENSION, SIGV4_AUTHTYPE } from '../../formats/x-amazon-apigateway.js';
import type { Document } from '../../model/index.js';
import { members, type Members } from './members.js';

/** What a method or a route asks of its callers. */
export interface Secured {
  readonly authorization?: {
    readonly type: string;
    readonly authorizer?: string;
    readonly scopes?: readonly string[];
  };
  readonly apiKeyRequired?: boolean;
}

/** How the methods of one document name IAM and API keys: schemes beside the authorizers, under names that are free. */
export interface Security {
  /** The `security` of an operation; absent when anybody may call. */
  readonly requirementsOf: (secured: Secured) => Document | undefined;
  /** The schemes, beside the authorizers, that these methods need. */
  readonly schemesFor: (secured: readonly Secured[]) => Members;
}

export function chooseSecurity(schemeNames: readonly string[]): Security {
  const taken = new Set(schemeNames);
  const sigv4 = freeName('sigv4', taken);
  const apiKey = freeName('api_key', taken);
  return {
    requirementsOf: ({ authorization, apiKeyRequired }) => {
      const requirements: Document[] = [];
      if (authorization?.type === 'AWS_IAM') requirements.push({ [sigv4]: [] });
      if (authorization?.authorizer !== undefined) {
        requirements.push(Object.fromEntries([[authorization.authorizer, authorization.scopes ?? []]]));
      }
      if (apiKeyRequired === true) requirements.push({ [apiKey]: [] });
      return requirements.length === 0 ? undefined : requirements;
    },
    schemesFor: (secured) =>
      members({
        [sigv4]: secured.some(({ authorization }) => authorization?.type === 'AWS_IAM')
          ? { type: 'apiKey', name: 'Authorization', in: 'header', [EXTENSION.authtype]: SIGV4_AUTHTYPE }
          : undefined,
        [apiKey]: secured.some(({ apiKeyRequired }) => apiKeyRequired === true)
          ? { type: 'apiKey', name: API_KEY_HEADER, in: 'header' }
          : undefined,
      }),
  };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let suffix = 2; taken.has(name); suffix++) name = `${wanted}_${suffix}`;
  return name;
}
