import { describe, expect, test } from 'vitest';
import type { EndpointConfiguration } from '../../../lib/model/index.js';
import type { RuntimeOptions } from '../../../lib/runtime/index.js';
import { defined } from '../../../lib/support/defined.js';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';

const LOCAL_CALLERS = 'The API is private: every local caller counts as coming through its VPC endpoint';

function api(endpoint: EndpointConfiguration, lenience: ReadonlySet<string> = new Set()): ServedApi {
  return new ServedApi(
    restApi(
      {
        'GET /pets/{id}': { integration: mock() },
        'GET /keyed': { integration: mock(), apiKeyRequired: true, authorization: { type: 'AWS_IAM' } },
      },
      { endpoint },
    ),
    { lenience },
  );
}

describe('a private API without a resource policy', () => {
  test.each<[endpoint: EndpointConfiguration, path: string]>([
    [{ type: 'PRIVATE' }, '/pets/1'],
    [{ type: 'PRIVATE' }, '/keyed'],
    [{ vpcEndpointIds: ['vpce-1'] }, '/pets/1'],
  ])('with %j refuses GET %s as a policy does', async (endpoint, path) => {
    const { status, headers, body } = await api(endpoint).send({ path });
    expect(status).toBe(403);
    expect(headers).toContainEqual(['x-amzn-ErrorType', 'AccessDeniedException']);
    expect(body.toString().replace(/:[a-z0-9]{10}\//, ':API/')).toBe(
      `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********0000:API/dev/GET${path}"}`,
    );
  });

  test('is served to anyone by the wish of its operator, with a warning', async () => {
    const opened = api({ type: 'PRIVATE' }, new Set(['resource-policy']));
    expect((await opened.send({ path: '/pets/1' })).status).toBe(200);
    expect(opened.runtime.diagnostics.map(({ message }) => message)).toContain(LOCAL_CALLERS);
    expect(api({ type: 'PRIVATE' }).runtime.diagnostics.map(({ message }) => message)).not.toContain(LOCAL_CALLERS);
  });
});

test.each<[endpoints: RuntimeOptions['vpcEndpoints'], expected: string]>([
  [{ 'vpce-1': {} }, 'vpce-1/'],
  [{ 'vpce-1': { vpcId: 'vpc-1' } }, 'vpce-1/vpc-1'],
])('$context.identity of a private API names the endpoint of %j and its VPC', async (vpcEndpoints, expected) => {
  const template = '$!context.identity.vpceId/$!context.identity.vpcId';
  const policy = {
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }],
  };
  const methods = { 'GET /': { integration: mock({ 'application/json': template }) } };
  const served = new ServedApi(restApi(methods, { endpoint: { type: 'PRIVATE' }, policy }), {
    ...defined({ vpcEndpoints }),
  });
  expect((await served.send({ path: '/' })).body.toString()).toBe(expected);
});
