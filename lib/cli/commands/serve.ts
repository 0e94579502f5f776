import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { ApiCollection } from '../../model/api.js';
import { LocalRuntime } from '../../runtime/local-runtime.js';
import type { LocalTokens } from '../../runtime/local-tokens.js';
import { Metrics } from '../../runtime/observe/metrics.js';
import { startAdmin, type AdminServer, type RunAdminOperation } from '../../runtime/server/admin.js';
import { writeNewFile } from '../../runtime/server/new-file.js';
import { UsageFile } from '../../runtime/server/usage-file.js';
import type { ServerTls } from '../../runtime/server/tls.js';
import { atExit } from '../../support/at-exit.js';
import { defined } from '../../support/defined.js';
import { SluiceError } from '../../support/sluice-error.js';
import { adminOperations } from '../admin-operations.js';
import { ApiListeners, MAX_PORT, type ListeningStage } from '../api-listeners.js';
import { CANARY_OPTIONS, differencesOfCanary, openStable } from '../canary-options.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { printGeneratedKeys } from '../key-report.js';
import { LOG_OPTIONS, ServerLogs } from '../log-options.js';
import { Output } from '../output.js';
import { Reloader } from '../reloader.js';
import { issuerDocuments, issuerPath } from '../issuer-documents.js';
import { printStage } from '../print-stage.js';
import { requestLog, runtimeLog } from '../runtime-log.js';
import { text } from '../argument-values.js';
import { RUNTIME_OPTIONS, runtimeOptions } from '../runtime-options.js';
import { openSource, SOURCE_OPTIONS, SOURCE_POSITIONAL, type OpenedSource } from '../source-options.js';
import { stateFolder } from '../state-folder.js';
import { clientCertificateRule, openTls, readTrustStores, TLS_OPTIONS } from '../tls-options.js';
import { VersionReport } from '../version-report.js';

/** How long requests in flight may go on after Ctrl-C. */
const DRAIN_MS = 5_000;

const DEFAULT_PORT = 3000;

const LOOPBACK = '127.0.0.1';

export const serve: Command = {
  name: 'serve [source]',
  describe: 'Serve the APIs of a CDK app, template or OpenAPI document on this machine',
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    ...RUNTIME_OPTIONS,
    ...CANARY_OPTIONS,
    ...TLS_OPTIONS,
    ...LOG_OPTIONS,
    port: {
      type: 'string',
      default: String(DEFAULT_PORT),
      describe: 'First port, the next for each further API; 0: any that are free',
    },
    host: { type: 'string', default: LOOPBACK, describe: 'Address to listen on' },
    watch: { type: 'boolean', default: false, describe: 'Serve changes as they are saved, APIs that come and go too' },
    state: {
      type: 'string',
      describe:
        "Folder for the usage of API keys, which is kept, the server's token file and the key of local user pools; default: the system's temporary folder for the latter two",
    },
    quiet: {
      type: 'boolean',
      default: false,
      describe: 'No line for each request or message; with --json there is none',
    },
    exact: {
      type: 'boolean',
      default: false,
      describe: 'Answer exactly as AWS: without hints, 403 where an endpoint is disabled',
    },
  },
  examples: [
    ['serve', 'the CDK app of this folder'],
    ['serve openapi.yaml --lambda pets=src/pets.js', 'a document and the code of its function'],
    ['serve template.json --stage prod --port 8080 --watch', 'a template, again whenever it is saved'],
    ['serve --stable ../main/cdk.out --canary-percent 10', 'this CDK app as a canary beside another version'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const opened = await openSource(args, io);
    // Before the first full collection, which says how large the heap may grow until the next.
    setFlagsFromString(SMALL_HEAP);
    const stable = await openStable(args, io, opened);
    const trustStores = readTrustStores(args, io);
    const isQuiet = args.quiet === true || args.json === true;
    const state = text(args.state);
    const usageLedger =
      state === undefined ? undefined : new UsageFile(resolve(io.cwd, state), (message) => output.log(message));
    const metrics = new Metrics();
    const logs = new ServerLogs(metrics, args, opened.configuration, io, (message) => output.log(message));
    const runtime = new LocalRuntime(opened, {
      observation: logs,
      ...(usageLedger !== undefined && { usageLedger }),
      ...(stable !== undefined && { stable }),
      ...runtimeOptions(args, opened, io.cwd),
      exact: args.exact === true,
      trustStores,
      log: isQuiet ? runtimeLog(output) : requestLog(output, opened.collection.apis.length > 1),
    });
    try {
      if (logs.hasFiles) io.onRotate?.(() => logs.reopen());
      return await serveUntilInterrupted(runtime, metrics, logs, opened, trustStores, args, io, output);
    } finally {
      await runtime.close();
      usageLedger?.close();
      logs.close();
      output.flush();
    }
  },
};

/** V8's own factor lets garbage grow to several times what lives: half as much memory again (test/nightly/steady.test.ts). */
const SMALL_HEAP = '--heap-growing-percent=30';

async function serveUntilInterrupted(
  runtime: LocalRuntime,
  metrics: Metrics,
  logs: ServerLogs,
  opened: OpenedSource,
  trustStores: ReturnType<typeof readTrustStores>,
  args: Arguments,
  io: CommandIo,
  output: Output,
): Promise<number> {
  const { gateway } = runtime;
  if (gateway.apis.length === 0) {
    output.diagnostics(runtime.diagnostics);
    throw new SluiceError(
      'finding-nothing-to-serve',
      'Cannot serve this source: it has no REST, HTTP or WebSocket API',
    );
  }
  const host = readHost(text(args.host) ?? LOOPBACK);
  const firstPort = readPort(text(args.port) ?? '');
  const tls = openTls(args, host, () => gateway.domains.map(({ name }) => name), io);
  const requiresClientCertificate = clientCertificateRule(trustStores, () => gateway.domains);
  const secure = {
    ...(tls !== undefined && { tls: tls.options }),
    ...(requiresClientCertificate !== undefined && { requiresClientCertificate }),
  };
  const listeners = new ApiListeners(gateway, { host, firstPort, drainMs: DRAIN_MS, ...secure });
  const report = new VersionReport(runtime, listeners, opened.configuration, output);
  let leftFiles: LeftFiles | undefined;
  const follow = async (): Promise<void> => {
    try {
      await listeners.follow();
    } finally {
      if (report.tellAddresses()) leftFiles?.admin.tell(listeners.stages().map(({ url }) => url));
    }
  };
  const reloader = new Reloader(
    runtime,
    opened,
    (signal) => openSource(args, io, signal),
    output,
    (version) => {
      report.tellFindings(version);
      report.tellSettings(version.configuration);
      return follow();
    },
  );
  const operations = adminOperations(runtime, metrics, () => reloader.reload());
  const operate: RunAdminOperation = async (operation, query) => {
    const answer = await operations(operation, query);
    await follow();
    return answer;
  };
  try {
    await listeners.follow();
    report.rememberAddresses();
    report.tellFindings(opened);
    for (const difference of differencesOfCanary(gateway.apis, opened.collection)) output.log(difference);
    leftFiles = await leaveFiles(listeners.stages(), operate, runtime.tokens, tls, stateFolder(args, io.cwd));
    const { interrupted } = io;
    if (args.watch === true) reloader.watch((file) => logs.writes(file));
    const credentials = { issuers: runtime.tokens.keys.localIssuers, collection: opened.collection };
    announce(listeners.stages(), credentials, leftFiles, output, args);
    const signal = await interrupted;
    reloader.close();
    output.log(`Received ${signal}: finishing what is in flight`);
    await Promise.all([leftFiles.close(), listeners.close(DRAIN_MS)]);
    return EXIT[signal];
  } catch (error) {
    reloader.close();
    await Promise.all([leftFiles?.close(), listeners.close(0)]);
    throw error;
  }
}

/** Node.js takes an empty address for all of them, which a variable without a value in a script does not mean. */
function readHost(given: string): string {
  if (given.trim() !== '') return given;
  throw new SluiceError('usage-invalid', '--host is an empty address; expected a name or an address', {
    hint: `${LOOPBACK} is this machine alone, 0.0.0.0 each of its interfaces`,
  });
}

function readPort(given: string): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= MAX_PORT) return port;
  throw new SluiceError('usage-invalid', `Cannot listen on port "${given}": expected a number from 0 to ${MAX_PORT}`);
}

/** What others on this machine need to command the server and to trust it, as long as it runs. */
interface LeftFiles {
  readonly admin: AdminServer;
  /** Certificate of the authority of this run; only where certificates are generated. */
  readonly authorityFile?: string;
  close(): Promise<void>;
}

async function leaveFiles(
  stages: readonly ListeningStage[],
  run: RunAdminOperation,
  tokens: LocalTokens,
  tls: ServerTls | undefined,
  folder: string,
): Promise<LeftFiles> {
  const publish = issuerDocuments(tokens);
  const admin = await startAdmin(run, { folder, serves: stages.map(({ url }) => url), publish });
  if (tls?.authority === undefined) return { admin, close: () => admin.close() };
  const authorityFile = admin.tokenFile.replace(/\.json$/, '.pem');
  try {
    writeNewFile(authorityFile, tls.authority, 0o644);
  } catch (error) {
    await admin.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('permission-denied', `Cannot write the certificate of the authority: ${why}`, {
      place: authorityFile,
      hint: 'Name a folder that you can write to with --state',
    });
  }
  const removeAuthorityFile = (): void => rmSync(authorityFile, { force: true });
  const stayAtExit = atExit(removeAuthorityFile);
  return {
    admin,
    authorityFile,
    async close() {
      stayAtExit();
      removeAuthorityFile();
      await admin.close();
    },
  };
}

/** Where callers get what routes ask them for. */
interface Credentials {
  readonly issuers: readonly string[];
  readonly collection: ApiCollection;
}

/** The ready line with `--json`; for people the routes, the address and what to try. */
function announce(
  stages: readonly ListeningStage[],
  { issuers, collection }: Credentials,
  { admin, authorityFile }: LeftFiles,
  output: Output,
  args: Arguments,
): void {
  const [first] = stages;
  if (first === undefined) return;
  if (args.json === true) {
    output.document({
      url: first.url,
      ...defined({ webSocketUrl: first.webSocketUrl }),
      apis: stages.map(({ api, stage, url, webSocketUrl }) => ({
        id: api.id,
        stage: stage.name,
        url,
        ...defined({ webSocketUrl }),
      })),
      admin: { url: admin.url, tokenFile: admin.tokenFile },
      ...(authorityFile !== undefined && { authorityFile }),
      ...(issuers.length > 0 && {
        issuers: issuers.map((issuer) => ({ issuer, url: admin.url + issuerPath(issuer) })),
      }),
    });
    return;
  }
  for (const one of stages) printStage(one, collection, output);
  printGeneratedKeys(collection, output);
  if (authorityFile !== undefined) output.line(`Clients must trust ${authorityFile} (curl --cacert)`);
  const state = text(args.state);
  for (const issuer of issuers)
    output.line(`For a token: sluice token --issuer ${issuer}${state === undefined ? '' : ` --state ${state}`}`);
  output.line('Ctrl-C stops the server; sluice server --help lists the other operations.');
}
