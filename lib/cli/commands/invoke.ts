import { stagePath } from '../../model/stage-path.js';
import type { ServedApi } from '../../runtime/served-api.js';
import type { BufferedResponse } from '../../runtime/http-message.js';
import { suggestRoute } from '../../runtime/hint.js';
import { LocalRuntime } from '../../runtime/local-runtime.js';
import { readWhole, type ByteStream } from '../../runtime/byte-stream.js';
import { SluiceError } from '../../support/sluice-error.js';
import { CALLER_OPTIONS, tokenPlaceOf, withCaller } from '../caller-options.js';
import { EXIT, type Command } from '../command.js';
import { headerOptions } from '../header-options.js';
import { Output } from '../output.js';
import { runtimeLog } from '../runtime-log.js';
import { text } from '../argument-values.js';
import { RUNTIME_OPTIONS, runtimeOptions } from '../runtime-options.js';
import { openSource, SOURCE_OPTIONS } from '../source-options.js';
import { tellChoice } from '../stage-choice.js';

export const invoke: Command = {
  name: 'invoke <request..>',
  describe: 'Send one request in process and show what each phase made of it',
  positional: {
    name: 'request',
    describe: '[source] METHOD PATH: the path without the stage; default source: what the current folder holds',
  },
  options: {
    ...SOURCE_OPTIONS,
    ...RUNTIME_OPTIONS,
    ...CALLER_OPTIONS,
    header: { type: 'string', array: true, describe: 'Header of the request: "Name: value"' },
    body: { type: 'string', default: '', describe: 'Body of the request' },
  },
  examples: [
    ['invoke GET /pets/1', 'a request to the CDK app of this folder'],
    ['invoke openapi.yaml POST /pets --body \'{"name":"Rex"}\'', 'a request with a body'],
    ['invoke GET /pets --as ana --identities identities.json', 'a request signed by an IAM user'],
    ['invoke GET /pets --token "$(sluice token)"', "a request with a token for the route's authorizer"],
    ['invoke GET /pets --api-key 0123456789abcdef0123', 'a request with an API key'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const { source, method, path } = readRequest(args.request);
    const headers = headerOptions(args.header);
    const opened = await openSource({ ...args, ...(source !== undefined && { source }) }, io);
    const options = runtimeOptions(args, opened, io.cwd);
    const runtime = new LocalRuntime(opened, {
      ...options,
      exact: true,
      closesDisabledEndpoint: false,
      // What the request came to is shown with its phases.
      log: { ...runtimeLog(output), requestAnswered: () => undefined },
    });
    try {
      const [api] = runtime.gateway.apis;
      const stage = api?.stages[0];
      if (api === undefined || stage === undefined)
        throw new SluiceError('finding-nothing-to-serve', 'Cannot invoke: the source has no API that can be served');
      tellChoice(runtime.gateway.apis, output);
      const below = path.startsWith('/') ? path : `/${path}`;
      const target = stagePath(stage.name) + below;
      const draft = {
        method: method.toUpperCase(),
        target,
        headers: [['Host', 'localhost'] as const, ...headers],
        body: Buffer.from(text(args.body) ?? ''),
      };
      const [resourcePath = ''] = below.split('?');
      const token = tokenPlaceOf(opened.collection, api.id, stage.main, {
        httpMethod: draft.method,
        path: resourcePath,
      });
      const { environment } = opened;
      const { identities = [] } = options;
      const response = await runtime.gateway.handle(
        {
          ...withCaller(draft, args, { token, region: environment.region, identities }),
          sourceIp: '127.0.0.1',
          protocol: 'https',
          httpVersion: 'HTTP/1.1',
        },
        api.apiId,
      );
      const [trace] = runtime.gateway.traces.list();
      const phases = trace?.print() ?? [];
      const failure = trace?.failure?.message;
      const { status, body } = response;
      if (args.json === true) {
        const whole = Buffer.isBuffer(body) ? body : await readWhole(untilCut(body));
        const printed = printResponse({ ...response, body: whole });
        output.document({ ...printed, ...(failure !== undefined && { failure }), trace: phases });
      } else {
        for (const { phase, durationMs, output: made } of phases)
          output.line(`${phase.padEnd(22)} ${durationMs.toFixed(3)} ms  ${JSON.stringify(made)}`);
        if (failure !== undefined) output.line(`${'failure'.padEnd(22)} ${failure}`);
        if (trace?.failure?.cause.kind === 'unknown-route') {
          const hint = suggestPath(path, stage) ?? suggestRoute(stage.main.routes, path);
          if (hint !== undefined) output.line(`${'hint'.padEnd(22)} ${hint}`);
        }
        output.line();
        output.line(`HTTP/1.1 ${status}`);
        for (const [name, value] of response.headers) output.line(`${name}: ${value}`);
        output.line();
        if (Buffer.isBuffer(body)) output.line(body.toString('utf8'));
        else await output.stream(untilCut(body));
      }
      return EXIT.ok;
    } finally {
      await runtime.close();
    }
  },
};

/** A path copied from a browser begins with the stage. */
function suggestPath(path: string, { name }: ServedApi['stages'][number]): string | undefined {
  const rest = path.replace(/^\//, '');
  if (rest !== name && !rest.startsWith(`${name}/`)) return undefined;
  return `The path is the one below stage ${name}: try ${rest.slice(name.length) || '/'}`;
}

/** @throws {SluiceError} finding-response-cut where a client would see its connection end */
async function* untilCut(body: ByteStream): AsyncGenerator<Buffer> {
  try {
    yield* body as AsyncIterable<Buffer>;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('finding-response-cut', `The response is cut before its end: ${why}`);
  }
}

/** `[source] METHOD PATH`. */
function readRequest(words: unknown): {
  readonly source: string | undefined;
  readonly method: string;
  readonly path: string;
} {
  const given = Array.isArray(words) ? words.map(String) : [];
  const [path, method, source, ...more] = [...given].reverse();
  if (path === undefined || method === undefined || more.length > 0 || !/^[A-Za-z]+$/.test(method)) {
    throw new SluiceError(
      'usage-invalid',
      `Cannot read the request "${given.join(' ')}": expected [source] METHOD PATH`,
    );
  }
  if (/^https?:/i.test(path)) {
    throw new SluiceError('usage-invalid', `Cannot send a request to "${path}": expected a path`, {
      hint: 'Name what comes after the stage, as /pets of https://example.com/prod/pets',
    });
  }
  return { source, method, path };
}

function printResponse({ status, headers, body }: BufferedResponse): Readonly<Record<string, unknown>> {
  const text = body.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(body);
  return { status, headers, ...(isText ? { body: text } : { bodyBase64: body.toString('base64') }) };
}
