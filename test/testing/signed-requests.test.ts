import { App, Stack } from 'aws-cdk-lib';
import { AuthorizationType, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { sign } from 'aws4';
import { expect, test } from 'vitest';
import { LocalGateway, type IdentitySettings } from '../../lib/testing/index.js';

const ANA: IdentitySettings = {
  accessKeyId: 'AKIAANA',
  secretAccessKey: 'secret of ana',
  arn: 'arn:aws:iam::000000000000:user/ana',
  policies: [{ Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] }],
};

function stackOf(): Stack {
  const stack = new Stack(new App(), 'Pets');
  const integration = new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: [{ statusCode: '200' }],
  });
  new RestApi(stack, 'Api').root.addMethod('GET', integration, {
    authorizationType: AuthorizationType.IAM,
    methodResponses: [{ statusCode: '200' }],
  });
  return stack;
}

test('a test signs as a caller that it names, and nobody else is let in', async () => {
  const gateway = await LocalGateway.fromStack(stackOf(), { identities: [ANA] });
  const signed = (secretAccessKey: string): Promise<Response> => {
    const { headers = {} } = sign(
      { service: 'execute-api', region: 'us-east-1', host: 'localhost', path: '/prod/' },
      { accessKeyId: ANA.accessKeyId, secretAccessKey },
    );
    return gateway.fetch('/', {
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };
  expect((await gateway.fetch('/')).status).toBe(403);
  expect((await signed('another secret')).status).toBe(403);
  expect((await signed(ANA.secretAccessKey)).status).toBe(200);
  await gateway.close();
});

test('an identity that cannot be read is a mistake of the caller', async () => {
  const identities = [{ ...ANA, arn: 'ana' }];
  await expect(LocalGateway.fromStack(stackOf(), { identities })).rejects.toMatchObject({
    name: 'SluiceError',
    code: 'configuration-invalid',
    message: 'Found "ana" in identities[0].arn; expected an ARN such as arn:aws:iam::123456789012:user/ana',
  });
});
