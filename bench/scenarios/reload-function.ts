import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchPaths } from '../../lib/cli/watch.js';
import type { LambdaFunction, Method } from '../../lib/model/index.js';
import { EMPTY_COLLECTION } from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { spread } from '../statistics.js';

const ROUNDS = 20;
const GIVE_UP_MS = 5_000;

/**
 * From the saving of a handler's file to the first answer of the new code, on the clock: functions in threads, watched as
 * `serve --watch` does. The other function must count on, in the environment that it had.
 */
export async function reloadFunction(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const [changed, kept] = [join(folder, 'changed.js'), join(folder, 'kept.js')];
  writeFileSync(changed, handler("'version 0'"));
  writeFileSync(kept, `let calls = 0;\n${handler('String(++calls)')}`);
  const functions = [lambdaFunction('changed', changed), lambdaFunction('kept', kept)];
  const runtime = new LocalRuntime({ collection: API, functions }, { lambdaIsolation: 'thread' });
  const watching = watchPaths([changed, kept], (files) => {
    runtime.lambdas.reloadChanged({ files });
  });
  const times: number[] = [];
  try {
    await ask(runtime, 'changed');
    await ask(runtime, 'kept');
    for (let round = 0; round <= ROUNDS; round++) {
      const answer = `version ${round + 1}`;
      const savedAtMs = performance.now();
      writeFileSync(changed, handler(`'${answer}'`));
      while ((await ask(runtime, 'changed')) !== answer) {
        if (performance.now() - savedAtMs > GIVE_UP_MS) throw new Error(`Cannot measure: no "${answer}" came`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      if (round > 0) times.push(performance.now() - savedAtMs); // The first round warms up.
      const calls = await ask(runtime, 'kept');
      if (calls !== String(round + 2)) throw new Error(`Cannot measure: the other function began anew, at ${calls}`);
    }
  } finally {
    watching.close();
    await runtime.close();
    rmSync(folder, { recursive: true });
  }
  const { median, minimum, maximum } = spread(times);
  return [
    `save to new code answering: ${median.toFixed(0)} ms (${minimum.toFixed(0)}-${maximum.toFixed(0)}), goal 50, limit 100; the other function stayed warm`,
  ];
}

const handler = (body: string): string => `exports.handler = async () => ({ statusCode: 200, body: ${body} });\n`;

const lambdaFunction = (name: string, path: string): LambdaFunction => ({
  name,
  handler: 'handler',
  runtime: 'nodejs22.x',
  code: { kind: 'file', path },
  environment: {},
  timeoutMs: 3_000,
  memoryMegabytes: 128,
});

const proxyTo = (name: string): Method => ({
  httpMethod: 'GET',
  integration: {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${name}/invocations`,
  },
});

const API = {
  ...EMPTY_COLLECTION,
  apis: [
    {
      protocol: 'REST' as const,
      id: 'bench',
      name: 'bench',
      endpoint: { type: 'REGIONAL' as const },
      resources: ['changed', 'kept'].map((name) => ({ path: `/${name}`, methods: [proxyTo(name)] })),
      stages: [{ name: 'prod' }],
    },
  ],
};

async function ask({ gateway }: LocalRuntime, name: string): Promise<string> {
  const { status, body } = await gateway.handle(
    {
      method: 'GET',
      target: `/prod/${name}`,
      headers: [['Host', 'localhost']],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'http',
      httpVersion: 'HTTP/1.1',
    },
    gateway.apis[0]?.apiId ?? '',
  );
  if (status !== 200) throw new Error(`Cannot measure: /${name} answered ${status} ${body.toString()}`);
  return body.toString();
}
