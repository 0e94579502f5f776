import { withServed } from '../definition-findings.js';
import type { Api, ApiCollection } from '../../model/api.js';
import { printIdentitySource } from '../../model/identity-source.js';
import type { LambdaCode } from '../../model/lambda-function.js';
import { printValue } from '../../model/value.js';
import { walkRoutes } from '../../model/walk.js';
import type { ServedApi } from '../../runtime/served-api.js';
import { LocalRuntime } from '../../runtime/local-runtime.js';
import { describeAccess } from '../access.js';
import { EXIT, type Command } from '../command.js';
import { checkSource } from '../lint/check-source.js';
import { describeApiKeys, describeUsagePlans, printKeys } from '../key-report.js';
import { Output } from '../output.js';
import { routesOf as servedRoutes } from '../route-table.js';
import { describeSelections, printWebSocketApi } from '../websocket-report.js';
import { openSource, SOURCE_OPTIONS, SOURCE_POSITIONAL, type OpenedSource } from '../source-options.js';

export const inspect: Command = {
  name: 'inspect [source]',
  describe: 'Show what was read: APIs, routes, integrations, functions, and what is not simulated',
  positional: SOURCE_POSITIONAL,
  options: SOURCE_OPTIONS,
  examples: [
    ['inspect template.yaml', 'what a template defines'],
    ['inspect openapi.json --json', 'the same for machines'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const opened = await openSource(args, io);
    const runtime = new LocalRuntime(opened);
    const checked = checkSource(opened).findings.map(({ finding }) => finding);
    const diagnostics = withServed(checked, runtime.diagnostics);
    await runtime.close();
    const report = describeSource(opened, refusalsOf(runtime.gateway.apis), diagnostics);
    if (args.json === true) output.document(report);
    else print(report, output);
    return EXIT.ok;
  },
};

type Report = ReturnType<typeof describeSource>;

function describeSource(
  { source, collection, functions }: OpenedSource,
  refusals: Refusals,
  served: OpenedSource['source']['diagnostics'],
) {
  return {
    kind: source.kind,
    apis: collection.apis.map((api) => describeApi(api, collection, refusals.get(api.id) ?? [])),
    functions: functions.map(({ name, runtime, handler, code }) => ({
      name,
      runtime,
      handler,
      code: describeCode(code),
    })),
    usagePlans: describeUsagePlans(collection),
    apiKeys: describeApiKeys(collection),
    domainNames: collection.domainNames.map(({ name, mappings }) => ({
      name: printValue(name),
      mappings: mappings.map(({ basePath, stage }) => `${printValue(basePath ?? '')}→${printValue(stage ?? '')}`),
    })),
    features: source.features,
    otherResources: source.otherResources,
    diagnostics: served,
  };
}

function describeApi(api: Api, collection: ApiCollection, refused: readonly StageRefusal[]) {
  return {
    id: api.id,
    name: printValue(api.name),
    protocol: api.protocol,
    stages: api.stages.map(({ name }) => name),
    ...(api.protocol === 'WEBSOCKET' && describeSelections(api)),
    routes: routesOf(api, collection, refused),
    authorizers: [...(api.authorizers ?? [])].map(({ name, type, identitySource }) => ({
      name,
      type,
      identitySource: [identitySource ?? []]
        .flat()
        .map((source) => printValue(printIdentitySource(source, api.protocol))),
    })),
  };
}

interface DescribedRoute {
  readonly route: string;
  readonly integration: string;
  readonly target?: string;
  readonly authorization: string;
  /** Who may call it. */
  readonly access: string;
  readonly apiKeyRequired?: boolean;
  /** Of a WebSocket API: whether clients receive what the integration returns. */
  readonly twoWay?: boolean;
  /** Why a stage refuses the route, by the stages that do. */
  readonly refused?: Readonly<Record<string, string>>;
}

interface StageRefusal {
  readonly stage: string;
  readonly route: string;
  readonly reason: string;
}

/** By the id of the API. */
type Refusals = ReadonlyMap<string, readonly StageRefusal[]>;

function refusalsOf(apis: readonly ServedApi[]): Refusals {
  return new Map(
    apis.map(({ id, stages }) => [
      id,
      stages.flatMap(({ name, main }) =>
        servedRoutes(main).flatMap(({ httpMethod, path, refused }) =>
          refused === undefined ? [] : [{ stage: name, route: `${httpMethod} ${path}`.trim(), reason: refused }],
        ),
      ),
    ]),
  );
}

function routesOf(api: Api, collection: ApiCollection, refused: readonly StageRefusal[]): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = [];
  walkRoutes<Api>(api, (route, { element }) => {
    const { integration, authorization } = route;
    const on = refused.filter((refusal) => refusal.route === element);
    routes.push({
      route: element,
      integration: integration?.type ?? 'NONE',
      ...(integration !== undefined && 'uri' in integration && { target: printValue(integration.uri) }),
      authorization: authorization?.type ?? 'NONE',
      access: describeAccess(api, route, collection),
      ...('apiKeyRequired' in route && route.apiKeyRequired === true && { apiKeyRequired: true }),
      ...('responses' in route && 'routeKey' in route && (route.responses ?? []).length > 0 && { twoWay: true }),
      ...(on.length > 0 && { refused: Object.fromEntries(on.map(({ stage, reason }) => [stage, reason])) }),
    });
  });
  return routes;
}

function describeCode(code: LambdaCode): string {
  switch (code.kind) {
    case 'folder':
    case 'zip':
    case 'file':
      return code.path;
    case 'url':
      return code.url;
    case 'inline':
      return 'in the template';
    case 'function':
      return 'given';
    case 'unavailable':
      return `not at hand: ${code.reason}`;
  }
}

function print(report: Report, output: Output): void {
  for (const api of report.apis) {
    const { id, name, protocol, stages, routes } = api;
    output.line(
      output.bold(`${protocol} API ${id}${name === id ? '' : ` "${name}"`}`) +
        (stages.length === 0 ? '' : `, stages ${stages.join(', ')}`),
    );
    output.table(
      routes.map(({ route, integration, target = '', access, twoWay, refused = {} }) => [
        `  ${route}`,
        integration,
        access,
        ...(protocol === 'WEBSOCKET' ? [twoWay === true ? 'two-way' : 'one-way'] : []),
        [target, ...Object.entries(refused).map(([stage, reason]) => `refused on ${stage}: ${reason}`)]
          .join('  ')
          .trim(),
      ]),
    );
    if (protocol === 'WEBSOCKET') printWebSocketApi(api, output);
    output.line();
  }
  if (report.functions.length > 0) {
    output.line(output.bold('Functions'));
    output.table(report.functions.map(({ name, runtime, code }) => [`  ${name}`, runtime ?? '', code]));
    output.line();
  }
  printKeys(report.usagePlans, report.apiKeys, output);
  output.diagnostics(report.diagnostics);
}
