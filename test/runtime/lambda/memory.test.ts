import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isolations, lambdaFunction } from './local-lambdas.js';

/** Calls a function and prints how the call ended. */
const CALL = `
  require('tsx/cjs');
  const { createLambdaInvoker } = require('./lib/runtime/lambda/invoker.ts');
  const { LambdaPayload } = require('./lib/runtime/lambda-payload.ts');
  const { isolation, definition } = require('node:worker_threads').workerData;
  const lambdas = createLambdaInvoker([definition], {
    isolation,
    region: 'eu-west-1',
    accountId: '123456789012',
    clock: { now: Date.now },
    ids: { requestId: () => 'id' },
    log: { warn: console.log, functionOutput: () => undefined },
  });
  const call = {
    functionName: definition.name,
    payload: LambdaPayload.ofText('1'),
    invocationType: 'RequestResponse',
    timeoutMs: 60_000,
  };
  void lambdas.invoke(call).then(async ({ payload }) => {
    console.log(payload?.value().errorType);
    await lambdas.close();
  });
`;

/** Runs `CALL` where its heap is 64 MB; the option of Node.js for it would bound the heaps of functions in threads too. */
const IN_SMALL_HEAP = `
  const { Worker } = require('node:worker_threads');
  const [code, workerData] = process.argv.slice(1);
  new Worker(code, { eval: true, workerData: JSON.parse(workerData), resourceLimits: { maxOldGenerationSizeMb: 64 } });
`;

test.each(
  isolations
    .filter((isolation) => isolation !== 'inline')
    .flatMap((isolation) => [
      [isolation, `exports.handler = async () => 'x'.repeat(200_000_000);`],
      [isolation, `exports.handler = async () => { throw new Error('x'.repeat(200_000_000)); };`],
    ]),
)('a gateway with a small heap survives a response of 200 MB (%s, %s)', (isolation, source) => {
  const definition = lambdaFunction('index.handler', {
    code: { kind: 'inline', source },
    memoryMegabytes: 2_048,
    timeoutMs: 50_000,
  });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--eval', IN_SMALL_HEAP, CALL, JSON.stringify({ isolation, definition })],
    { cwd: join(__dirname, '../../..'), encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(stdout).toBe('Function.ResponseSizeTooLarge\n');
});
