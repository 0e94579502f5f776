import { existsSync } from 'node:fs';
import type { PlanUsage } from '../../runtime/metering/usage-plans.js';
import type { StageRelease } from '../../runtime/releases.js';
import { ADMIN_OPERATIONS, type AdminOperation } from '../../runtime/server/admin.js';
import { findRunningServers, type RunningServer } from '../../runtime/server/token-file.js';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { printMetricsAnswer, type MetricsAnswer } from '../metrics-report.js';
import { Output } from '../output.js';
import { printUsage } from '../usage-report.js';
import { text } from '../argument-values.js';
import { stateFolder } from '../state-folder.js';
import { whyUnreadable } from '../../support/unreadable.js';

export const server: Command = {
  name: 'server <operation>',
  describe: 'Control a running server: reload, promote, abort, rollback, flush, usage, metrics',
  positional: { name: 'operation', describe: 'reload, promote, abort, rollback, flush, usage or metrics' },
  options: {
    server: { type: 'string', describe: 'Address of the server, as it printed it; default: the newest that runs' },
    state: { type: 'string', describe: 'Folder that the server was given as --state' },
    api: { type: 'string', describe: 'API to promote, abort, roll back or flush; default: all' },
    stage: { type: 'string', describe: 'Stage to promote, abort, roll back or flush; default: each that can be' },
    'start-date': { type: 'string', describe: 'First day of the usage, in UTC: 2026-11-01; default: of this month' },
    'end-date': { type: 'string', describe: 'Last day of the usage; default: today' },
    format: {
      choices: ['json', 'csv', 'prometheus'] as const,
      describe: 'Form of the usage (json, csv) or of the metrics (json, prometheus); default: a table',
    },
    json: { type: 'boolean', default: false, describe: 'One JSON document on stdout' },
  },
  examples: [
    ['server reload', 'reads the source anew; with --stable, as the next canary'],
    ['server promote --server http://127.0.0.1:3000', 'makes the canary the stable version'],
    ['server abort', 'drops the canary'],
    ['server rollback --stage prod', 'goes back to the deployment before'],
    ['server flush --stage prod', 'empties its caches of responses and of authorizer results'],
    ['server usage --format csv', 'the requests of each API key, day by day'],
    ['server metrics --format prometheus', "CloudWatch's metrics, for a scraper to read"],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const operation = readOperation(text(args.operation) ?? '');
    const running = findServer(args, io);
    const result = await command(running, operation, readChoice(args, operation));
    if ('usage' in result) {
      printUsage(result.usage, args, output);
      return EXIT.ok;
    }
    if ('metrics' in result || 'prometheus' in result) {
      printMetricsAnswer(result, args, output);
      return EXIT.ok;
    }
    if (args.json === true) output.document({ server: running.serves[0] ?? running.url, ...result });
    else {
      output.line(`${DONE[operation]} ${output.bold(running.serves[0] ?? running.url)}`);
      output.table([
        ['  API', 'stage', 'deployment', 'canary', 'earlier'],
        ...result.stages.map(({ api, stage, deployment, canary, earlier }) => [
          `  ${api}`,
          stage,
          deployment,
          canary === undefined ? '-' : `${canary.deployment} at ${canary.percent} %`,
          earlier.length === 0 ? '-' : earlier.join(', '),
        ]),
      ]);
    }
    return EXIT.ok;
  },
};

const DONE: Readonly<Record<AdminOperation, string>> = {
  reload: 'Reloaded',
  promote: 'Promoted the canary of',
  abort: 'Dropped the canary of',
  rollback: 'Rolled back',
  flush: 'Flushed the caches of',
  usage: 'Usage of',
  metrics: 'Metrics of',
};

function readOperation(given: string): AdminOperation {
  const operation = ADMIN_OPERATIONS.find((name) => name === given);
  if (operation !== undefined) return operation;
  throw new SluiceError('usage-invalid', `Cannot do "${given}" with a server`, {
    hint: `Available operations: ${ADMIN_OPERATIONS.join(', ')}`,
  });
}

const OF_STAGES: readonly AdminOperation[] = ['promote', 'abort', 'rollback', 'flush'];

/** Which operations an option is for. */
const CHOICES: Readonly<Record<string, readonly AdminOperation[]>> = {
  api: OF_STAGES,
  stage: OF_STAGES,
  'start-date': ['usage'],
  'end-date': ['usage'],
  format: ['usage', 'metrics'],
};

const FORMATS: Readonly<Partial<Record<AdminOperation, readonly string[]>>> = {
  usage: ['json', 'csv'],
  metrics: ['json', 'prometheus'],
};

function readChoice(args: Arguments, operation: AdminOperation): URLSearchParams {
  const choice = new URLSearchParams();
  for (const [name, operations] of Object.entries(CHOICES)) {
    const asked = text(args[name]);
    if (asked === undefined) continue;
    if (!operations.includes(operation)) {
      const expected = operations.join(', ');
      throw new SluiceError('usage-invalid', `Cannot use --${name} with ${operation}: it is for ${expected}`);
    }
    if (name === 'format' && !FORMATS[operation]?.includes(asked)) {
      const expected = FORMATS[operation]?.join(', ') ?? '';
      throw new SluiceError('usage-invalid', `Cannot print the ${operation} as ${asked}: expected ${expected}`);
    }
    choice.set(name, asked);
  }
  return choice;
}

/** @throws {SluiceError} service-unreachable when no such server of this user runs */
function findServer(args: Arguments, io: CommandIo): RunningServer {
  const folder = stateFolder(args, io.cwd);
  const running = runningServers(folder);
  // A server of a WebSocket API prints wss:// for the address https://.
  const asked = text(args.server)?.replace(/^ws/, 'http').replace(/\/+$/, '');
  const found = running.find(
    ({ url, serves }) =>
      asked === undefined || [url, ...serves].some((one) => one === asked || one.startsWith(`${asked}/`)),
  );
  if (found !== undefined) return found;
  const there = running.flatMap(({ serves }) => serves.slice(0, 1));
  const where = asked === undefined ? '' : ` at ${asked}`;
  throw new SluiceError('service-unreachable', `Cannot find a server of yours that runs${where}`, {
    hint: there.length === 0 ? 'Start one: sluice serve' : `Running servers: ${there.join(', ')}`,
  });
}

function runningServers(folder: string): readonly RunningServer[] {
  try {
    return existsSync(folder) ? findRunningServers(folder) : [];
  } catch (error) {
    throw new SluiceError('permission-denied', `Cannot look for servers in the folder: ${whyUnreadable(error)}`, {
      place: folder,
      hint: 'Name the folder that the server was given as --state',
    });
  }
}

type AdminResult =
  { readonly stages: readonly StageRelease[] } | { readonly usage: readonly PlanUsage[] } | MetricsAnswer;

async function command(
  { url, token }: RunningServer,
  operation: AdminOperation,
  choice: URLSearchParams,
): Promise<AdminResult> {
  let response: Response;
  try {
    response = await fetch(`${url}/${operation}?${choice.toString()}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('service-unreachable', `Cannot reach the server at ${url}: ${why}`);
  }
  const body = (await response.json()) as AdminResult & {
    readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
  };
  if (body.error === undefined) return body;
  const { code, message, hint } = body.error;
  throw new SluiceError(code, message, hint === undefined ? {} : { hint });
}
