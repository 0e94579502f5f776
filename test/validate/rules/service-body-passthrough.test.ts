import { describe } from 'vitest';
import type { Integration, RestApi } from '../../../lib/model/index.js';
import { API, finds } from '../findings.js';

function calling(settings: Partial<Integration>): RestApi {
  const integration = {
    type: 'AWS',
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem',
    requestTemplates: { 'application/json': '{"TableName":"pets"}' },
    responses: [{ statusCode: '200' }],
    ...settings,
  } as Integration;
  const responses = [{ statusCode: '200' }];
  return { ...API, resources: [{ path: '/pets', methods: [{ httpMethod: 'POST', integration, responses }] }] };
}

const FOUND =
  'warning service-body-passthrough POST /pets integration passthroughBehavior: A body that is not application/json is sent to dynamodb unchanged, as the request; expected passthroughBehavior NEVER';

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations';

describe('service-body-passthrough', () => {
  finds([
    ['the default beside a template', calling({}), [FOUND]],
    ['WHEN_NO_MATCH', calling({ passthroughBehavior: 'WHEN_NO_MATCH' }), [FOUND]],
    ['nothing of NEVER', calling({ passthroughBehavior: 'NEVER' }), []],
    ['nothing of WHEN_NO_TEMPLATES beside a template', calling({ passthroughBehavior: 'WHEN_NO_TEMPLATES' }), []],
    ['nothing where the body is the content', calling({ requestTemplates: {} }), []],
    ['nothing of functions', calling({ uri: lambda }), []],
    ['nothing of other types', calling({ type: 'MOCK' }), []],
  ]);
});
