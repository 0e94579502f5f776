import { describe } from 'vitest';
import type { MethodAuthorization, RestApi } from '../../../lib/model/index.js';
import { API, finds } from '../findings.js';

function calling(credentials: string, authorization?: MethodAuthorization): RestApi {
  const integration = {
    type: 'AWS',
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:eu-west-1:sqs:path/q',
    credentials,
    responses: [{ statusCode: '200' }],
  } as const;
  const method = {
    ...({ httpMethod: 'POST', integration, responses: [{ statusCode: '200' }] } as const),
    ...(authorization && { authorization }),
  } as const;
  return { ...API, resources: [{ path: '/pets', methods: [method] }] };
}

const FOUND =
  "warning caller-credentials-missing POST /pets integration credentials: The integration uses the caller's credentials, and the method's authorization is NONE; expected AWS_IAM";

describe('caller-credentials-missing', () => {
  finds([
    ['the credentials of a caller who need not have any', calling('arn:aws:iam::*:user/*'), [FOUND]],
    ['the same in another partition', calling('arn:aws-cn:iam::*:user/*', { type: 'NONE' }), [FOUND]],
    ['none of a caller who signs', calling('arn:aws:iam::*:user/*', { type: 'AWS_IAM' }), []],
    ['none of a role', calling('arn:aws:iam::123456789012:role/api'), []],
  ]);
});
