import type { DomainName } from '../model/domain-name.js';
import { asJson } from '../model/value.js';
import type { CompileOptions } from './compile-options.js';
import { RESOURCE_POLICY } from './policy/policy-kind.js';
import { compilePolicy } from './policy/policy.js';
import type { DomainPolicy } from './request/request-place.js';
import { isConditionKey } from './rest/access-request.js';
import { isKnownOf, isVpcKey } from './rest/vpc-endpoints.js';
import { stableId } from './stable-id.js';

export function isPrivateDomain({ endpointType, policy }: DomainName): boolean {
  return endpointType === 'PRIVATE' || policy !== undefined;
}

/**
 * Compiles the policy of a private domain.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
 * Assumed: without a policy it refuses every call, as a private API does; the id in a resource is the domain's own, and
 * `execute-api:/*` is the whole domain.
 *
 * @returns why there is none, for people
 */
export function compileDomainPolicy(
  { policy: document }: DomainName,
  name: string,
  { region, accountId, vpcEndpoints }: CompileOptions,
): DomainPolicy | string {
  if (document === undefined) return 'it is private and has no policy, so every call is refused';
  const json = asJson(document);
  if (json === undefined)
    return 'its policy has values that only deployment knows; give them with --template-parameter';
  const domains = `arn:aws:execute-api:${region}:${accountId}:/domainnames/`;
  const resource = `${domains}${name}+${stableId(`domain ${name}`, 10)}`;
  const expandResource = (text: string): string | undefined => {
    if (text.startsWith('execute-api:/')) return domains + text.slice('execute-api:/'.length);
    const [, named] = /:\/domainnames\/([^+*?]+)\+\w+$/.exec(text) ?? [];
    return named === name
      ? text.replace(/:\/domainnames\/.*$/, () => `:/domainnames/${resource.slice(domains.length)}`)
      : undefined;
  };
  const { policy, problems = [] } = compilePolicy(json, { ...RESOURCE_POLICY, expandResource });
  if (policy === undefined) return `its policy cannot be read (${problems.join('; ')})`;
  for (const key of policy.conditionKeys) {
    if (!isConditionKey(key)) return `the condition key "${key}" of its policy is not simulated`;
    if (isVpcKey(key) && !isKnownOf(key, vpcEndpoints)) {
      return `its policy asks for "${key}"; say through which VPC endpoint requests come: vpcEndpoints in sluice.json`;
    }
  }
  return { policy, resource };
}
