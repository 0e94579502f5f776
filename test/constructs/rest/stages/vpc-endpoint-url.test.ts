import { App, Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { RestApi } from '../../../../lib/index.js';

describe('urlForVpcEndpoint()', () => {
  test.each<[path: string | undefined, end: string]>([
    [undefined, '/prod/'],
    ['/pets', '/prod/pets'],
  ])('of the path %s ends with %s', (path, end) => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    const endpoint = InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'Endpoint', {
      vpcEndpointId: 'vpce-1',
      port: 443,
    });
    const api = new RestApi(stack, 'Pets', { vpcEndpoints: [endpoint] });
    const prod = api.addStage('prod');
    expect(stack.resolve(prod.urlForVpcEndpoint(endpoint, path))).toEqual({
      'Fn::Join': [
        '',
        ['https://', stack.resolve(api.restApiId), '-vpce-1.execute-api.eu-west-1.', { Ref: 'AWS::URLSuffix' }, end],
      ],
    });
  });
});
