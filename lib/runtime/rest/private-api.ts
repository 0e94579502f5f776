import { isPrivate } from '../../model/endpoint-configuration.js';
import { hasPolicy, type RestApi } from '../../model/rest-api.js';
import { ANONYMOUS } from '../caller.js';
import { isServedLeniently, type Lenience } from '../not-simulated.js';
import { requireAllow } from '../authorizers/require-allow.js';
import { accessRequest } from './access-request.js';
import type { RestMethod } from './invocation.js';
import { OPENED_PRIVATE_API } from './resource-policy.js';

/** Whether an API refuses every call: it is private and has no resource policy, and its operator does not open it. */
export function refusesEveryCall(api: RestApi, lenience: Lenience): boolean {
  return isPrivate(api) && !hasPolicy(api.policy) && !isServedLeniently(OPENED_PRIVATE_API, lenience);
}

/**
 * A method of such an API: nothing else that is wrong with it matters.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html
 * Assumed: in the words of a policy that is silent, whatever the method's own authorization says.
 */
export function closedMethod(method: RestMethod): RestMethod {
  return {
    ...method,
    refusals: [],
    authorize: (invocation) => {
      requireAllow('silent', accessRequest(invocation));
      return { caller: ANONYMOUS };
    },
  };
}
