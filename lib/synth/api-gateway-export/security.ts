import { API_KEY_HEADER, EXTENSION, SIGV4_AUTHTYPE } from '../../formats/x-amazon-apigateway.js';
import {
  printIdentitySource,
  printIdentitySources,
  type Authorizer,
  type Document,
  type DocumentObject,
  type Method,
  type RestApi,
} from '../../model/index.js';
import type { ExportExtension } from './export-options.js';
import { members, unlessEmpty } from './members.js';

const [SIGV4, API_KEY] = ['sigv4', 'api_key'];

/** Observed: the authorizer of a method stands before `api_key`. */
export function renderRequirements({ authorization, apiKeyRequired }: Method): Document | undefined {
  const requirements: Document[] = [];
  if (authorization?.type === 'AWS_IAM') requirements.push({ [SIGV4]: [] });
  if (authorization?.type === 'CUSTOM') requirements.push({ [authorization.authorizer]: [] });
  if (authorization?.type === 'COGNITO_USER_POOLS') {
    requirements.push({ [authorization.authorizer]: authorization.scopes ?? [] });
  }
  if (apiKeyRequired === true) requirements.push({ [API_KEY]: [] });
  return unlessEmpty(requirements);
}

/**
 * The security schemes of a document.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html (`extensions=authorizers`)
 * Assumed: schemes that no method uses are left out; the types of authorization come with any extension, the settings of
 * authorizers with `authorizers` and `apigateway`.
 */
export function renderSchemes(
  { authorizers = [], resources }: RestApi,
  extensions: readonly ExportExtension[],
): DocumentObject {
  const methods = resources.flatMap((resource) => resource.methods);
  const names = new Set(
    methods.flatMap(({ authorization }) =>
      authorization !== undefined && 'authorizer' in authorization ? [authorization.authorizer] : [],
    ),
  );
  const withTypes = extensions.length > 0;
  const withSettings = extensions.includes('authorizers') || extensions.includes('apigateway');
  const used = authorizers.filter(({ name }) => names.has(name));
  return members({
    ...Object.fromEntries(
      used.map((authorizer) => [
        authorizer.name,
        members({
          type: 'apiKey',
          name: schemeHeader(authorizer),
          in: 'header',
          [EXTENSION.authtype]: withTypes ? (authorizer.authType ?? DEFAULT_AUTHTYPES[authorizer.type]) : undefined,
          [EXTENSION.authorizer]: withSettings ? renderSettings(authorizer) : undefined,
        }),
      ]),
    ),
    [SIGV4]: methods.some(({ authorization }) => authorization?.type === 'AWS_IAM')
      ? members({
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          [EXTENSION.authtype]: withTypes ? SIGV4_AUTHTYPE : undefined,
        })
      : undefined,
    [API_KEY]: methods.some(({ apiKeyRequired }) => apiKeyRequired === true)
      ? { type: 'apiKey', name: API_KEY_HEADER, in: 'header' }
      : undefined,
  });
}

/** Observed: an authorizer that the console made is exported as `custom`. */
const DEFAULT_AUTHTYPES = { TOKEN: 'custom', REQUEST: 'custom', COGNITO_USER_POOLS: 'cognito_user_pools' } as const;

/** The header of a TOKEN or Cognito authorizer; the name means nothing for the others. */
function schemeHeader(authorizer: Authorizer): string {
  if (authorizer.type === 'REQUEST') return 'Unused';
  const { identitySource } = authorizer;
  return identitySource.kind === 'header' ? identitySource.name : 'Authorization';
}

function renderSettings(authorizer: Authorizer): DocumentObject {
  const type = authorizer.type.toLowerCase();
  const shared = {
    authorizerResultTtlInSeconds: authorizer.resultTtlSeconds,
    identityValidationExpression: authorizer.identityValidationExpression,
  };
  if (authorizer.type === 'COGNITO_USER_POOLS') {
    return members({ type, providerARNs: authorizer.providerArns, ...shared });
  }
  return members({
    type,
    authorizerUri: authorizer.uri,
    authorizerCredentials: authorizer.credentials,
    identitySource: ownIdentitySource(authorizer),
    ...shared,
  });
}

/** Documented: a TOKEN authorizer's source is the scheme's header. */
function ownIdentitySource(authorizer: Exclude<Authorizer, { type: 'COGNITO_USER_POOLS' }>): Document | undefined {
  if (authorizer.type === 'REQUEST') {
    return authorizer.identitySource.length === 0 ? undefined : printIdentitySources(authorizer.identitySource, 'REST');
  }
  const { identitySource } = authorizer;
  return identitySource.kind === 'header' ? undefined : printIdentitySource(identitySource, 'REST');
}
