import { diagnostic, walkMethods, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/** The credentials that stand for the caller's own, in any partition. */
const CALLER = /^arn:[^:]*:iam::\*:user\/\*$/;

/**
 * Integrations with the caller's credentials whose method asks for no signature: there are no credentials to pass on.
 *
 * Assumed: API Gateway accepts the definition, and every call fails.
 */
export const callerCredentialsMissing = defineRule({
  codes: ['caller-credentials-missing'],
  protocols: ['REST'],
  summary: "An integration uses the caller's credentials, and the method requires no signature",
  fix: 'Set the authorization of the method to AWS_IAM, or give the integration a role',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-credentials',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration, authorization }, _path, place) => {
      const { credentials } = integration ?? {};
      if (typeof credentials !== 'string' || !CALLER.test(credentials)) return;
      const type = authorization?.type ?? 'NONE';
      if (type === 'AWS_IAM') return;
      const message = `The integration uses the caller's credentials, and the method's authorization is ${type}; expected AWS_IAM`;
      found.push(diagnostic('caller-credentials-missing', { ...place, property: 'integration credentials' }, message));
    });
    return found;
  },
});
