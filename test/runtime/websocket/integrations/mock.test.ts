import { describe, expect, test } from 'vitest';
import type { TestRoute } from '../chat-template.js';
import { refusedHandshake, TestClient } from '../client.js';
import { exchange, serve } from '../serve.js';

function mock(integration: object = {}, ...responses: readonly object[]): TestRoute {
  return { integration: { IntegrationType: 'MOCK', IntegrationUri: '', ...integration }, respond: true, responses };
}

const DEFAULT = '$default';

/** An integration response whose template is a plain text. */
function says(key: string, template: string): object {
  return { IntegrationResponseKey: key, ResponseTemplates: { [DEFAULT]: template } };
}

const FAILS = /^\{"message": "Internal server error", /;

describe('compileMock()', () => {
  test.each<[what: string, route: TestRoute, message: unknown, frame: string | RegExp]>([
    ['200 without request templates', mock({}, says(DEFAULT, 'ok')), {}, 'ok'],
    [
      'the status that the template names',
      mock({ RequestTemplates: { [DEFAULT]: '{"statusCode": 404}' } }, says('/4\\d\\d/', 'none'), says(DEFAULT, 'ok')),
      {},
      'none',
    ],
    [
      'a status of the message',
      mock(
        { RequestTemplates: { [DEFAULT]: `{"statusCode": $input.json('$.status')}` } },
        says('/5\\d\\d/', 'broken'),
        says(DEFAULT, 'ok'),
      ),
      { status: 503 },
      'broken',
    ],
    [
      'an error for a template without a status',
      mock({ RequestTemplates: { [DEFAULT]: '{}' } }, says(DEFAULT, 'ok')),
      {},
      FAILS,
    ],
    ['an error when no response fits', mock({}, says('/4\\d\\d/', 'none')), {}, FAILS],
    ['an error without any response', mock(), {}, FAILS],
    ['an empty message for a response without a template', mock({}, { IntegrationResponseKey: DEFAULT }), {}, ''],
  ])('answers with %s', async (_what, route, message, frame) => {
    const received = await exchange({ say: route }, { action: 'say', ...(message as object) });
    if (typeof frame === 'string') expect(received).toBe(frame);
    else expect(received).toMatch(frame);
  });

  test('sends nothing on a route without a route response, whatever its integration responses are', async () => {
    const quiet = mock({ RequestTemplates: { [DEFAULT]: '{"statusCode": 500}' } });
    const { url } = await serve({
      quiet: { ...quiet, respond: false },
      [DEFAULT]: { ...mock({}, says(DEFAULT, "$input.path('$[')")), respond: false },
      say: mock({}, says(DEFAULT, 'said')),
    });
    const client = await TestClient.connect(url);
    client.send({ action: 'quiet' });
    client.send('no JSON');
    client.send({ action: 'say' });
    expect(await client.receive()).toBe('said');
  });

  test.each<[status: string, refused: number]>([
    ['403', 403],
    ['209', 209],
    ['500', 500],
  ])('refuses a handshake with the status %s of its template', async (status, refused) => {
    const connect = mock({ RequestTemplates: { [DEFAULT]: `{"statusCode": ${status}}` } }, says(DEFAULT, 'no entry'));
    const { url } = await serve({ $connect: connect });
    expect(await refusedHandshake(url)).toEqual({ status: refused, body: 'no entry' });
  });

  test('opens a connection on 200, without any integration response', async () => {
    const { url } = await serve({ $connect: mock({ RequestTemplates: { [DEFAULT]: '{"statusCode": 200}' } }) });
    await (await TestClient.connect(url)).close();
  });

  test('chooses the subprotocol by a mapped header of its response', async () => {
    const response = {
      ...says(DEFAULT, ''),
      ResponseParameters: { 'method.response.header.Sec-WebSocket-Protocol': "'chat.v2'" },
    };
    const { url } = await serve({ $connect: mock({}, response) });
    const client = await TestClient.connect(url, { subprotocols: ['chat.v1', 'chat.v2'] });
    expect(client.socket.protocol).toBe('chat.v2');
  });

  test('has no overrides: a template that sets one changes nothing', async () => {
    const template = '#set($context.responseOverride.status = 418)$context.responseOverride.status';
    const { url } = await serve({ $connect: mock({}, says(DEFAULT, template)) });
    await (await TestClient.connect(url)).close();
  });
});
