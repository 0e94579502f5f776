import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { LocalGateway, type LocalGatewayOptions } from '../../../lib/testing/index.js';
import { templateFile, webSocketTemplate, type TestRoute } from './chat-template.js';
import { TestClient } from './client.js';

const open: LocalGateway[] = [];

/** Serves a WebSocket API on a socket of this machine until the test ends. */
export async function serve(
  routes: Readonly<Record<string, TestRoute>>,
  {
    more = {},
    code,
    ...options
  }: LocalGatewayOptions & {
    readonly more?: Parameters<typeof webSocketTemplate>[1];
    /** A folder that is copied to `code`, beside the template. */
    readonly code?: string;
  } = {},
): Promise<{ readonly url: string; readonly gateway: LocalGateway }> {
  const file = templateFile(webSocketTemplate(routes, more));
  if (code !== undefined) cpSync(code, join(dirname(file), 'code'), { recursive: true });
  const gateway = await LocalGateway.fromTemplate(file, options);
  open.push(gateway);
  return { url: (await gateway.listen()).url, gateway };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

/** The first frame that a message brings back on a new connection. */
export async function exchange(
  routes: Readonly<Record<string, TestRoute>>,
  message: unknown,
  options: Parameters<typeof serve>[1] & { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const { headers = {}, ...served } = options;
  const { url } = await serve(routes, served);
  const client = await TestClient.connect(url, { headers });
  client.send(message);
  return client.receive();
}
