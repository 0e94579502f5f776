import { createServer, type Server } from 'node:http';
import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
let backend: Server | undefined;
afterEach(async () => {
  await gateway?.close();
  backend?.close();
  gateway = backend = undefined;
});

describe('HttpIntegration', () => {
  test.each<[what: string, props: ConstructorParameters<typeof HttpIntegration>[1], expected: object]>([
    ['streams', { responseTransferMode: 'STREAM' }, { type: 'http_proxy', responseTransferMode: 'STREAM' }],
    [
      'accepts any issuer of the certificate on demand',
      { insecureSkipVerification: true },
      { type: 'http_proxy', tlsConfig: { insecureSkipVerification: true } },
    ],
    ['calls with a method of its own', { httpMethod: 'PUT' }, { httpMethod: 'PUT' }],
  ])('%s', (_what, props, expected) => {
    const template = synthesize((stack) =>
      new RestApi(stack, 'Pets').get('/pets', new HttpIntegration('https://example.com/pets', props)),
    );
    expect(operationOf(template, '/pets', 'get')['x-amazon-apigateway-integration']).toMatchObject(expected);
  });

  test('passes on what the backend writes before it has ended', async () => {
    let end: () => void = () => undefined;
    backend = createServer((_request, response) => {
      response.write('first ');
      end = () => response.end('second');
    });
    await new Promise<void>((done) => backend?.listen(0, '127.0.0.1', done));
    const { port } = backend.address() as { port: number };
    const stack = new Stack(new App(), 'Stack');
    new RestApi(stack, 'Pets').get(
      '/',
      new HttpIntegration(`http://127.0.0.1:${port}/`, { responseTransferMode: 'STREAM' }),
    );
    gateway = await LocalGateway.fromStack(stack);
    const reader = (await gateway.fetch('/')).body?.getReader();
    const read = async (): Promise<string> => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(await read()).toBe('first ');
    end();
    expect(await read()).toBe('second');
  });

  test('refuses properties of aws-apigateway', () => {
    expect(() => new HttpIntegration('https://example.com', { options: {} } as never)).toThrow(
      'HttpIntegration of sluice has no property "options"; aws-cdk-lib/aws-apigateway\'s HttpIntegration has it',
    );
  });
});
