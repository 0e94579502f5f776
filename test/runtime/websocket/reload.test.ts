import { describe, expect, test } from 'vitest';
import { TestClient } from './client.js';
import { ChatRuntime, type ChatVersion } from './chat-runtime.js';

/** Says its number when a message comes and when it is answered; `slow` waits in between. */
function version(number: number, slow: Promise<void> = Promise.resolve(), arrived?: () => void): ChatVersion {
  return {
    routes: {
      which: { respond: true },
      slow: { respond: true, integration: lambda('slow') },
      ...(number > 1 && { added: { respond: true } }),
    },
    functions: {
      handler: () => ({ body: `v${number}` }),
      slow: async () => {
        arrived?.();
        await slow;
        return { body: `slow v${number}` };
      },
    },
  };
}

function lambda(name: string): object {
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  return {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
  };
}

describe('a reload', () => {
  test('keeps connections open, gives new messages to the new deployment, and lets those in flight finish', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const chat = await ChatRuntime.serve(version(1, held, () => arrived()));
    const client = await TestClient.connect(chat.url);
    client.send({ action: 'which' });
    expect(await client.receive()).toBe('v1');
    client.send({ action: 'added' });
    expect(await client.receive()).toMatch('"message": "Forbidden"');
    client.send({ action: 'slow' });
    await arrival;
    await chat.reload(version(2));
    client.send({ action: 'which' });
    expect(await client.receive()).toBe('v2');
    client.send({ action: 'added' });
    expect(await client.receive()).toBe('v2');
    release();
    expect(await client.receive()).toBe('slow v1');
    client.send({ action: 'slow' });
    expect(await client.receive()).toBe('slow v2');
  });
});
