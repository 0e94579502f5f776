import { diagnostic, hasPolicy, isPrivate, type RestApi } from '../../model/index.js';
import type { Rule } from '../rule.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html */
export const policyMissing: Rule<RestApi> = (api) =>
  isPrivate(api) && !hasPolicy(api.policy)
    ? [
        diagnostic(
          'policy-missing',
          { element: api.id },
          'The API is private and has no resource policy: API Gateway refuses every call with 403; give it a policy, or serve it to anyone: --lenient=resource-policy',
        ),
      ]
    : [];
