import type { ServedApi } from '../../runtime/served-api.js';
import { LocalRuntime } from '../../runtime/local-runtime.js';
import type { RestMethod, RestStage } from '../../runtime/rest/invocation.js';
import { remedyOf } from '../../runtime/not-simulated.js';
import { GatewayFault } from '../../runtime/fault.js';
import { findTestMethod, testInvokeMethod, type TestInvokeResult } from '../../runtime/rest/test-invoke.js';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type Command } from '../command.js';
import { headerOptions } from '../header-options.js';
import { Output } from '../output.js';
import { runtimeLog } from '../runtime-log.js';
import { assignments, text } from '../argument-values.js';
import { RUNTIME_OPTIONS, runtimeOptions } from '../runtime-options.js';
import { openSource, SOURCE_OPTIONS, SOURCE_POSITIONAL } from '../source-options.js';

export const testInvoke: Command = {
  name: 'test-invoke [source]',
  describe: "Run a method as API Gateway's TestInvokeMethod does, and show its log",
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    ...RUNTIME_OPTIONS,
    method: { type: 'string', demandOption: true, describe: 'HTTP method' },
    resource: { type: 'string', demandOption: true, describe: 'Path of the resource: /pets/{petId}' },
    path: { type: 'string', describe: "Path and query of the request; default: the resource's path" },
    header: { type: 'string', array: true, describe: 'Header of the request: "Name: value"' },
    body: { type: 'string', default: '', describe: 'Body of the request' },
  },
  examples: [
    ['test-invoke openapi.yaml --method GET --resource /pets/{petId} --path /pets/1', 'a method of a document'],
    ['test-invoke --method POST --resource /pets --body \'{"name":"Rex"}\' --json', 'a method of this CDK app'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const opened = await openSource(args, io);
    const runtime = new LocalRuntime(opened, {
      ...runtimeOptions(args, opened, io.cwd),
      log: runtimeLog(output),
    });
    try {
      const [api] = runtime.gateway.apis;
      const side = api?.stages[0]?.main;
      if (api === undefined || side?.protocol !== 'REST') {
        throw new SluiceError('finding-nothing-to-serve', 'Cannot test: the source has no REST API');
      }
      const main = side.stage;
      // A test runs without a stage and sees no stage's variables, unless one is named.
      const variables =
        text(args.stage) === undefined ? assignments(args['stage-variable'], '--stage-variable') : main.variables;
      const stage: RestStage = { ...main, variables };
      const httpMethod = (text(args.method) ?? '').toUpperCase();
      const method = chooseMethod(api, stage, text(args.resource) ?? '', httpMethod);
      const path = text(args.path);
      const headers = headerOptions(args.header);
      const result = await testInvokeMethod(
        stage,
        method,
        httpMethod,
        { headers, body: Buffer.from(text(args.body) ?? ''), ...(path !== undefined && { path }) },
        runtime.env,
      );
      if (args.json === true) output.document(result);
      else printResult(result, output);
      return EXIT.ok;
    } catch (error) {
      if (error instanceof GatewayFault && error.cause.kind === 'not-simulated')
        throw new SluiceError('refused-not-simulated', error.message, { hint: remedyOf(error.cause.finding) });
      throw error;
    } finally {
      await runtime.close();
    }
  },
};

/** Observed: the sentences of API Gateway's NotFoundException. */
function chooseMethod(api: ServedApi, { deployment }: RestStage, resource: string, httpMethod: string): RestMethod {
  const found = findTestMethod(deployment, resource, httpMethod);
  if (found.kind === 'method') return found.method;
  const candidates =
    found.kind === 'no-resource'
      ? deployment.methods
      : deployment.methods.filter(({ resourcePath }) => resourcePath === resource);
  const names = candidates.map((one) => `${one.httpMethod} ${one.resourcePath}`);
  const what = found.kind === 'no-resource' ? 'Resource' : 'Method';
  throw new SluiceError('refused-not-found', `Invalid ${what} identifier specified`, {
    place: `${api.id}, ${httpMethod} ${resource}`,
    hint: `Available methods: ${names.slice(0, MAX_LISTED).join(', ')}${names.length > MAX_LISTED ? ', …' : ''}`,
  });
}

const MAX_LISTED = 10;

function printResult({ status, headers, body, latency, log }: TestInvokeResult, output: Output): void {
  output.line(log);
  output.line(`HTTP/1.1 ${status}  (${latency} ms)`);
  for (const [name, value] of Object.entries(headers)) output.line(`${name}: ${value}`);
  output.line();
  output.line(body);
}
