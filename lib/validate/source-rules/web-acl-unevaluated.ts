import { diagnostic, printValue } from '../../model/index.js';
import type { SourceRule } from '../source-rule.js';

/** `arn:aws:apigateway:<region>::/restapis/<api>/stages/<stage>`. */
const STAGE = /:apigateway:.*:\/restapis\/(?<api>[^/]+)\/stages\/(?<stage>.+)$/s;

/**
 * Web ACLs in front of a stage, which a local gateway does not evaluate.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
 */
export const webAclUnevaluated: SourceRule = {
  codes: ['web-acl-unevaluated'],
  summary: 'A web ACL of AWS WAF stands in front of a stage',
  fix: 'Test the rules of the web ACL on a deployed stage',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
  check: ({ webAclAssociations }) =>
    webAclAssociations.flatMap(({ id, resourceArn }) => {
      const { api, stage } = STAGE.exec(printValue(resourceArn))?.groups ?? {};
      if (api === undefined || stage === undefined) return [];
      const message = `The web ACL of stage ${stage} of ${api} is not evaluated locally: requests that it blocks on AWS are served`;
      return [diagnostic('web-acl-unevaluated', { element: id, property: 'ResourceArn' }, message)];
    }),
};
