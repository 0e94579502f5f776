import {
  diagnostic,
  findingsByApi,
  type Authorizer,
  type Diagnostic,
  type LambdaFunction,
  type RestApi,
} from '../../model/index.js';
import { functionOf } from '../function-calls.js';
import type { SourceRule } from '../source-rule.js';

type LambdaAuthorizer = Exclude<Authorizer, { readonly type: 'COGNITO_USER_POOLS' }>;

/**
 * Cached authorizers whose policy allows the one method that was called: until the cache expires, the caller gets 403 for
 * every other. Only code that stands in the template is seen.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * Assumed: code that passes `methodArn` on as it is, and has no `*` in a string, makes a policy of one method.
 */
export const authorizerPolicyNarrow: SourceRule = {
  codes: ['authorizer-policy-narrow'],
  summary: 'A cached authorizer allows the one method that was called',
  fix: 'Allow every method that the caller may call in the policy, or set the TTL to 0',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html',
  check: ({ collection, functions }) =>
    findingsByApi(collection.apis, (api) => (api.protocol === 'REST' ? checkAuthorizers(api, functions) : [])),
};

function checkAuthorizers(api: RestApi, functions: readonly LambdaFunction[]): readonly Diagnostic[] {
  return (api.authorizers ?? []).flatMap((authorizer) => {
    if (!('uri' in authorizer) || !isCachedForAll(authorizer) || !decidesSeveral(api, authorizer.name)) return [];
    const name = functionOf(authorizer.uri)?.name;
    const code = functions.find((candidate) => candidate.name === name)?.code;
    if (name === undefined || code?.kind !== 'inline' || !allowsOne(code.source)) return [];
    const message = `The policy of the function ${name} seems to allow the method that was called and no other, and it is cached ${printTtl(authorizer)}: meanwhile the caller gets 403 for other methods`;
    return [diagnostic('authorizer-policy-narrow', { element: `authorizer ${authorizer.name}` }, message)];
  });
}

function printTtl({ resultTtlSeconds = 300 }: LambdaAuthorizer): string {
  return typeof resultTtlSeconds === 'number' ? `for ${resultTtlSeconds} s` : 'for as long as deployment says';
}

/** A member of the context in the key may be the method. */
function isCachedForAll({ resultTtlSeconds, ...authorizer }: LambdaAuthorizer): boolean {
  const sources = authorizer.type === 'TOKEN' ? [] : authorizer.identitySource;
  return resultTtlSeconds !== 0 && !sources.some(({ kind }) => kind === 'context');
}

/** Whether the ARNs of calls that an authorizer decides differ. */
function decidesSeveral({ resources }: RestApi, name: string): boolean {
  const decided = resources.flatMap(({ path, methods }) =>
    methods
      .filter(({ authorization }) => authorization?.type === 'CUSTOM' && authorization.authorizer === name)
      .map(({ httpMethod }) => ({ path, httpMethod })),
  );
  const [first, ...others] = decided;
  return others.length > 0 || (first !== undefined && (first.httpMethod === 'ANY' || first.path.includes('{')));
}

/** `Resource: event.methodArn`, `"Resource": event["methodArn"]`, or `methodArn` as the last argument of a call. */
function allowsOne(source: string): boolean {
  return (
    /Resource['"]?\s*[:=]\s*\[?\s*\w+(?:\.methodArn|\[['"]methodArn['"]\])\s*(?!\.)/.test(source) &&
    !/['"`][^'"`\n]*\*[^'"`\n]*['"`]/.test(source)
  );
}
