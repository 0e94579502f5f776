import { describe, expect, test } from 'vitest';
import { lambdaProxy, type TestRoute } from '../chat-template.js';
import { refusedHandshake, TestClient } from '../client.js';
import { exchange, serve } from '../serve.js';

const DEFAULT = '$default';
const FAILS = /^\{"message": "Internal server error", /;

function lambda(
  integration: object = {},
  responses: readonly object[] = [{ IntegrationResponseKey: DEFAULT }],
): TestRoute {
  return {
    integration: { ...lambdaProxy('handler'), IntegrationType: 'AWS', IntegrationMethod: 'POST', ...integration },
    respond: true,
    responses,
  };
}

const says = (IntegrationResponseKey: string, template: string): object => ({
  IntegrationResponseKey,
  ResponseTemplates: { [DEFAULT]: template },
});

function fails(message: string): { readonly functions: { handler: () => never } } {
  return {
    functions: {
      handler: () => {
        throw new Error(message);
      },
    },
  };
}

describe('compileAwsLambda()', () => {
  test.each<[what: string, integration: object, message: unknown, event: unknown]>([
    ['the message', {}, { action: 'say', a: 1 }, { action: 'say', a: 1 }],
    [
      'what the template makes of it',
      { RequestTemplates: { [DEFAULT]: '{"text":$input.json(\'$.a\'),"on":"$context.connectionId.length()"}' } },
      { action: 'say', a: 'hi' },
      { text: 'hi', on: '16' },
    ],
  ])('invokes the function with %s', async (_what, integration, message, event) => {
    const handler = (received: unknown): unknown => ({ received });
    const frame = await exchange({ say: lambda(integration) }, message, { functions: { handler } });
    expect(JSON.parse(frame)).toEqual({ received: event });
  });

  test.each<[message: string, frame: string | RegExp]>([
    ['no room', 'room!'],
    ['room: none', 'other'],
    ['', 'other'],
  ])('maps the error %j to %j by the key that matches its message', async (message, frame) => {
    const route = lambda({}, [says('/no.*/', 'room!'), says(DEFAULT, 'other')]);
    expect(await exchange({ say: route }, { action: 'say' }, fails(message))).toBe(frame);
  });

  test('shows a response template the error', async () => {
    const route = lambda({}, [says('/.*/', "$input.path('$.errorMessage')")]);
    expect(await exchange({ say: route }, { action: 'say' }, fails('boom'))).toBe('boom');
  });

  test.each<[what: string, route: TestRoute]>([
    ['on a two-way route', lambda({}, [says('/no.*/', 'room!')])],
    ['on a one-way route', { ...lambda({}, []), respond: false }],
  ])('answers an error that no response fits with an error frame %s', async (_what, route) => {
    expect(await exchange({ say: route }, { action: 'say' }, fails('boom'))).toMatch(FAILS);
  });

  test('sends nothing on a one-way route for an error that a response fits', async () => {
    const { url } = await serve(
      {
        say: { ...lambda({}, [says(DEFAULT, 'unheard')]), respond: false },
        [DEFAULT]: {
          integration: { IntegrationType: 'MOCK', IntegrationUri: '' },
          respond: true,
          responses: [says(DEFAULT, 'next')],
        },
      },
      fails('boom'),
    );
    const client = await TestClient.connect(url);
    client.send({ action: 'say' });
    client.send({});
    expect(await client.receive()).toBe('next');
  });

  test('answers an asynchronous invocation at once, with nothing', async () => {
    let received: unknown;
    const arrived = new Promise<void>((resolve) => {
      received = resolve;
    });
    const route = lambda({
      RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
    });
    const handler = (): void => (received as () => void)();
    expect(await exchange({ say: route }, { action: 'say' }, { functions: { handler } })).toBe('');
    await arrived;
  });

  test('opens a connection, whatever status the output of the function has', async () => {
    const { url } = await serve({ $connect: lambda() }, { functions: { handler: () => ({ statusCode: 403 }) } });
    await TestClient.connect(url);
  });

  test('refuses a handshake with 502 when the function fails', async () => {
    const { url } = await serve({ $connect: lambda() }, fails('boom'));
    expect((await refusedHandshake(url)).status).toBe(502);
  });

  test.each(['GET', 'ANY'])('fails with the method %s', async (IntegrationMethod) => {
    const functions = { handler: () => 'never' };
    expect(await exchange({ say: lambda({ IntegrationMethod }) }, { action: 'say' }, { functions })).toMatch(FAILS);
  });
});
