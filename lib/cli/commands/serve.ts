import type { ServedApi } from '../../runtime/gateway.js';
import { LocalRuntime } from '../../runtime/local-runtime.js';
import { listen, type HttpListener } from '../../runtime/server/http-server.js';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { Output, printError } from '../output.js';
import { exampleCalls, routesOf } from '../route-table.js';
import { runtimeLog } from '../runtime-log.js';
import {
  openSource,
  RUNTIME_OPTIONS,
  runtimeOptions,
  SOURCE_OPTIONS,
  text,
  type OpenedSource,
} from '../source-options.js';
import { watchPaths } from '../watch.js';

/** How long requests in flight may go on after Ctrl-C. */
const DRAIN_MS = 5_000;

const DEFAULT_PORT = 3000;

export const serve: Command = {
  name: 'serve [source]',
  describe: 'Serve the APIs of a CDK app, template or OpenAPI document on this machine',
  options: {
    ...SOURCE_OPTIONS,
    ...RUNTIME_OPTIONS,
    port: { type: 'string', default: String(DEFAULT_PORT), describe: 'First port, one an API; 0: any that are free' },
    host: { type: 'string', default: '127.0.0.1', describe: 'Address to listen on' },
    watch: { type: 'boolean', default: false, describe: 'Serve changes as they are saved' },
    exact: { type: 'boolean', default: false, describe: "Answer exactly as AWS, without Sluice's hints" },
  },
  examples: [
    ['serve', 'the CDK app of this folder'],
    ['serve openapi.yaml --lambda pets=src/pets.js', 'a document and the code of its function'],
    ['serve template.json --stage prod --port 8080 --watch', 'a template, again whenever it is saved'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const opened = await openSource(args, io);
    const runtime = new LocalRuntime(opened, {
      ...runtimeOptions(args, opened.configuration, io.cwd),
      exact: args.exact === true,
      log: runtimeLog(output),
    });
    try {
      return await serveUntilInterrupted(runtime, opened, args, io, output);
    } finally {
      await runtime.close();
    }
  },
};

async function serveUntilInterrupted(
  runtime: LocalRuntime,
  opened: OpenedSource,
  args: Arguments,
  io: CommandIo,
  output: Output,
): Promise<number> {
  const { apis } = runtime.gateway;
  if (apis.length === 0) {
    output.diagnostics(runtime.diagnostics);
    throw new SluiceError('finding-nothing-to-serve', 'Cannot serve this source: it has no REST API');
  }
  const listeners = await listenForEach(apis, runtime, args);
  output.diagnostics(
    [...opened.source.diagnostics, ...runtime.diagnostics].filter(({ severity }) => severity !== 'info'),
  );
  announce(apis, listeners, output, args.json === true);
  const watching = args.watch === true ? watchSource(runtime, opened, args, io, output) : undefined;
  const signal = await io.interrupted;
  watching?.close();
  output.log(`Received ${signal}: finishing what is in flight`);
  await Promise.all(listeners.map((listener) => listener.close(DRAIN_MS)));
  return EXIT[signal];
}

async function listenForEach(
  apis: readonly ServedApi[],
  runtime: LocalRuntime,
  args: Arguments,
): Promise<readonly HttpListener[]> {
  const first = Number(text(args.port));
  if (!Number.isInteger(first) || first < 0 || first > 65_535) {
    throw new SluiceError(
      'usage-invalid',
      `Cannot listen on port "${text(args.port) ?? ''}": it wants a number from 0 to 65535`,
    );
  }
  const host = text(args.host) ?? '127.0.0.1';
  const listeners: HttpListener[] = [];
  for (const [index, { apiId }] of apis.entries()) {
    const port = first === 0 ? 0 : first + index;
    try {
      listeners.push(await listen((request) => runtime.gateway.handle(request, apiId), { host, port }));
    } catch (error) {
      await Promise.all(listeners.map((listener) => listener.close(0)));
      throw listeningError(error, host, port);
    }
  }
  return listeners;
}

function listeningError(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new SluiceError('port-in-use', `Cannot listen on ${host}:${port}: another program does`, {
        hint: 'Try --port 0 for one that is free',
      });
    case 'EACCES':
      return new SluiceError('permission-denied', `Cannot listen on ${host}:${port}: the system does not permit it`, {
        hint: 'Try a port above 1023',
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SluiceError(
        'port-address-unknown',
        `Cannot listen on ${host}:${port}: this machine has no such address`,
      );
    default:
      return error;
  }
}

/** The ready line with `--json`; for people the routes, the address and what to try. */
function announce(apis: readonly ServedApi[], listeners: readonly HttpListener[], output: Output, json: boolean): void {
  const stages = apis.flatMap((api, index) => {
    const listener = listeners[index];
    if (listener === undefined) return [];
    const host = listener.host.includes(':') ? `[${listener.host}]` : listener.host;
    return api.stages.map(({ name }) => ({
      api,
      stage: name,
      url: `${listener.protocol}://${host}:${listener.port}/${name}`,
    }));
  });
  const [first] = stages;
  if (first === undefined) return;
  if (json) {
    output.document({ url: first.url, apis: stages.map(({ api, stage, url }) => ({ id: api.id, stage, url })) });
    return;
  }
  for (const { api, stage, url } of stages) {
    const routes = routesOf(api);
    output.line(output.bold(`${api.id}, stage ${stage}`));
    output.table(
      routes.map(({ httpMethod, path, integration, refused }) => [
        `  ${httpMethod}`,
        path,
        refused === undefined ? integration : `${integration}  refused: ${refused}`,
      ]),
    );
    output.line();
    output.line(`  ${output.paint('green', url)}`);
    for (const call of exampleCalls(routes, url)) output.line(`  ${call}`);
    output.line();
  }
  output.line('Ctrl-C ends it.');
}

/** Code of functions reloads by itself; anything else is read anew and served from the next request on. */
function watchSource(
  runtime: LocalRuntime,
  opened: OpenedSource,
  args: Arguments,
  io: CommandIo,
  output: Output,
): { close(): void } {
  let reading = Promise.resolve();
  const watched = ({ source, functions }: OpenedSource): readonly string[] => [
    ...source.files,
    ...codePaths(functions),
  ];
  const watching = watchPaths(watched(opened), (files) => {
    const restarted = runtime.lambdas.reloadChanged({ files });
    if (restarted.length > 0) output.log(`Reloaded ${restarted.join(', ')}`);
    if (files.every((file) => isCode(file, opened.functions)) && opened.source.kind !== 'cdk-app') return;
    reading = reading.then(async () => {
      try {
        const next = await openSource(args, io);
        runtime.reload(next);
        watching.update(watched(next));
        opened = next;
        output.log('Serving the new version');
      } catch (error) {
        // What was served goes on being served: a half-typed file must not end the session.
        output.log(error instanceof SluiceError ? printError(error) : String(error));
      }
    });
  });
  return watching;
}

function codePaths(functions: OpenedSource['functions']): readonly string[] {
  return functions.flatMap(({ code }) =>
    code.kind === 'file' || code.kind === 'folder' || code.kind === 'zip' ? [code.path] : [],
  );
}

function isCode(file: string, functions: OpenedSource['functions']): boolean {
  return codePaths(functions).some((path) => file === path || file.startsWith(`${path}/`));
}
