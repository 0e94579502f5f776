import { diagnostic, hasPolicy, isPrivate } from '../../model/index.js';
import { defineRule } from '../rule.js';

/** A private API without a resource policy, which nobody may call. */
export const policyMissing = defineRule({
  codes: ['policy-missing'],
  protocols: ['REST'],
  summary: 'A private API has no resource policy',
  fix: 'Attach a policy that allows the VPC endpoints or VPCs of the callers',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html',
  // A definition that could not be read whole may have one.
  check: (api, { unread }) =>
    isPrivate(api) && !hasPolicy(api.policy) && unread?.has(api.id) !== true
      ? [
          diagnostic(
            'policy-missing',
            { element: api.id },
            'The API is private and has no resource policy: API Gateway refuses every call with 403; give it a policy, or serve it to anyone: --lenient=resource-policy',
          ),
        ]
      : [],
});
