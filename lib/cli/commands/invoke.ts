import { stagePath } from '../../model/stage-path.js';
import type { ServedApi } from '../../runtime/served-api.js';
import { suggestRoute } from '../../runtime/hint.js';
import { LocalRuntime } from '../../runtime/local-runtime.js';
import { readWhole, type ByteStream } from '../../runtime/byte-stream.js';
import { editDistance } from '../../support/edit-distance.js';
import { SluiceError } from '../../support/sluice-error.js';
import { CALLER_OPTIONS, tokenPlaceOf, withCaller } from '../caller-options.js';
import { EXIT, type Command } from '../command.js';
import { headerOptions } from '../header-options.js';
import { invokeMessage } from '../invoke-message.js';
import { Output } from '../output.js';
import { printHead, printResponse, printTrace } from '../print-trace.js';
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
    describe:
      '[source] METHOD PATH: the path without the stage; or [source] MESSAGE message, for a WebSocket API; default source: what the current folder holds',
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
    ['invoke MESSAGE \'{"action":"sendMessage"}\'', 'a message to a WebSocket API, by a connection of its own'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const { source, method, path } = readRequest(args.request);
    const opening = { ...args, ...(source !== undefined && { source }) };
    if (method.toUpperCase() === 'MESSAGE') return invokeMessage(await openSource(opening, io), path, args, io, output);
    const headers = headerOptions(args.header);
    const opened = await openSource(opening, io);
    const options = runtimeOptions(args, opened, io.cwd);
    const runtime = new LocalRuntime(opened, {
      ...options,
      exact: true,
      closesDisabledEndpoint: false,
      // What the request came to is shown with its phases.
      log: { ...runtimeLog(output), requestAnswered: () => undefined },
    });
    try {
      const apis = apisOfRequests(runtime.gateway.apis);
      const [api] = apis;
      const stage = api?.stages[0];
      if (api === undefined || stage === undefined)
        throw new SluiceError('finding-nothing-to-serve', 'Cannot invoke: the source has no API that can be served');
      tellChoice(apis, output);
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
      const { body } = response;
      if (args.json === true) {
        const whole = Buffer.isBuffer(body) ? body : await readWhole(untilCut(body));
        const printed = printResponse({ ...response, body: whole });
        output.document({ ...printed, ...(failure !== undefined && { failure }), trace: phases });
      } else {
        if (trace !== undefined) printTrace(trace, output);
        if (trace?.failure?.cause.kind === 'unknown-route') {
          const hint = suggestPath(path, stage) ?? suggestRoute(stage.main.routes, path);
          if (hint !== undefined) output.line(`${'hint'.padEnd(22)} ${hint}`);
        }
        output.line();
        printHead(response, output);
        if (Buffer.isBuffer(body)) output.line(body.toString('utf8'));
        else await output.stream(untilCut(body));
      }
      return EXIT.ok;
    } finally {
      await runtime.close();
    }
  },
};

/** Requests to a WebSocket API are for its connections: any other API of the source comes first. */
function apisOfRequests(apis: readonly ServedApi[]): readonly ServedApi[] {
  const others = apis.filter(({ protocol }) => protocol !== 'WEBSOCKET');
  return others.length > 0 ? others : apis;
}

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

/** `[source] METHOD PATH`, or `[source] MESSAGE message`. */
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
      `Cannot read the request "${given.join(' ')}": expected [source] METHOD PATH, or [source] MESSAGE message`,
    );
  }
  if (/^https?:/i.test(path) && method.toUpperCase() !== 'MESSAGE') {
    throw new SluiceError('usage-invalid', `Cannot send a request to "${path}": expected a path`, {
      hint: 'Name what comes after the stage, as /pets of https://example.com/prod/pets',
    });
  }
  checkWords(method, source);
  return { source, method, path };
}

/** @throws {SluiceError} usage-invalid for a word that is nearly MESSAGE, and for the address of a server */
function checkWords(method: string, source: string | undefined): void {
  const slips = editDistance(method.toUpperCase(), 'MESSAGE');
  if (slips > 0 && slips <= MOST_SLIPS) {
    throw new SluiceError('usage-invalid', `Cannot send a request by the method "${method}": there is none`, {
      hint: 'Did you mean MESSAGE?',
    });
  }
  if (source !== undefined && /^(?:wss?|https?):/i.test(source)) {
    throw new SluiceError('usage-invalid', 'Cannot invoke a URL: expected a source, which is served in process', {
      hint: 'sluice connect talks to a WebSocket API that is served elsewhere',
    });
  }
}

/** No HTTP method is as near to MESSAGE. */
const MOST_SLIPS = 2;
