import {
  diagnostic,
  isDeployTime,
  printAccessLogFormat,
  printRouteKey,
  type Diagnostic,
  type HttpApiStage,
  type RouteSettings,
  type WebSocketStage,
} from '../../model/index.js';
import { call, code, objectOf, recordOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import type { Names } from './names.js';
import { writeFlag, writeNumber } from './scalar.js';
import { writeStageVariables } from './stage-variables.js';
import { constant, statement, type Statement } from './statement.js';
import type { ValueWriter } from './value-writer.js';

/** The stages of an API, each name once: constructs refuse a second stage of a name, which is a gap. */
export function distinctStages<S extends { readonly name: string }>(
  stages: readonly S[],
): { readonly stages: readonly S[]; readonly gaps: readonly Diagnostic[] } {
  const names = stages.map(({ name }) => name);
  const isFirst = ({ name }: S, index: number): boolean => names.indexOf(name) === index;
  return {
    stages: stages.filter(isFirst),
    gaps: stages
      .filter((stage, index) => !isFirst(stage, index))
      .map(({ name }) =>
        diagnostic(
          'not-representable',
          { element: `stage ${name}` },
          'The source code has one stage of this name, the first',
        ),
      ),
  };
}

/** A stage of an HTTP or WebSocket API as statements: what its props say, then what only its resource says. */
export function writeRouteStage(
  stage: HttpApiStage | WebSocketStage,
  protocol: 'HTTP' | 'WEBSOCKET',
  names: Names,
  writer: ValueWriter,
): readonly Statement[] {
  const { name, description, autoDeploy = false, accessLog, defaultRouteSettings, routeSettings, tags } = stage;
  const forAll = defaultRouteSettings && settingsForAll(defaultRouteSettings, protocol);
  const props = objectOf({
    description: description === undefined ? undefined : writer.value(description),
    variables: writeStageVariables(stage, writer),
    autoDeploy: autoDeploy === (name === '$default') || isDeployTime(autoDeploy) ? undefined : code(String(autoDeploy)),
    ...forAll,
    tags: tags === undefined || Object.keys(tags).length === 0 ? undefined : writer.record(tags),
  });
  const added = call('api.addStage', ...withoutEmptyEnd([textOf(name), props]));
  const certificate = 'clientCertificateId' in stage ? stage.clientCertificateId : undefined;
  const own: readonly (readonly [member: string, value: Expression | undefined])[] = [
    ['autoDeploy', isDeployTime(autoDeploy) ? writeFlag(autoDeploy, writer) : undefined],
    [
      'defaultRouteSettings',
      defaultRouteSettings === undefined || forAll !== undefined
        ? undefined
        : objectOf(settingsAsProperties(defaultRouteSettings, writer)),
    ],
    ['routeSettings', routeSettings && settingsByRoute(routeSettings, writer)],
    [
      'accessLogSettings',
      accessLog &&
        objectOf({
          destinationArn: accessLog.destinationArn === undefined ? undefined : writer.value(accessLog.destinationArn),
          format: accessLog.format === undefined ? undefined : writer.value(printAccessLogFormat(accessLog.format)),
        }),
    ],
    ['clientCertificateId', certificate === undefined ? undefined : writer.value(certificate)],
  ];
  const set = own.filter((member): member is [string, Expression] => member[1] !== undefined);
  if (set.length === 0) return [statement(added)];
  writer.imports.useType('CfnStage', 'aws-cdk-lib/aws-apigatewayv2');
  const handle = names.take(`${name} stage`);
  return [
    constant(handle, added),
    { kind: 'code', code: `const ${handle}Resource = ${handle}.node.defaultChild as CfnStage;` },
    ...set.map(([member, value]): Statement => ({ kind: 'assign', target: `${handle}Resource.${member}`, value })),
  ];
}

/** The settings of all routes as a stage's props say them; undefined where they cannot. */
function settingsForAll(
  settings: RouteSettings,
  protocol: 'HTTP' | 'WEBSOCKET',
): Readonly<Record<string, Expression | undefined>> | undefined {
  const { throttle, detailedMetricsEnabled, loggingLevel, dataTraceEnabled } = settings;
  const { ratePerSecond, burst } = throttle ?? {};
  if ([ratePerSecond, burst, detailedMetricsEnabled].some((value) => isDeployTime(value))) return undefined;
  const isLogged = loggingLevel !== undefined || dataTraceEnabled !== undefined;
  if (isLogged && protocol === 'HTTP') return undefined;
  if (isLogged && !(LEVELS.includes(loggingLevel) && typeof dataTraceEnabled === 'boolean')) return undefined;
  return {
    throttle:
      ratePerSecond === undefined && burst === undefined
        ? undefined
        : objectOf({
            rateLimit: typeof ratePerSecond === 'number' ? code(String(ratePerSecond)) : undefined,
            burstLimit: typeof burst === 'number' ? code(String(burst)) : undefined,
          }),
    metrics: typeof detailedMetricsEnabled === 'boolean' ? code(String(detailedMetricsEnabled)) : undefined,
    logging:
      typeof loggingLevel === 'string'
        ? objectOf({ level: textOf(loggingLevel), dataTrace: dataTraceEnabled === true ? code('true') : undefined })
        : undefined,
  };
}

const LEVELS: readonly unknown[] = ['OFF', 'ERROR', 'INFO'];

type Settings = Readonly<
  Record<
    'throttlingRateLimit' | 'throttlingBurstLimit' | 'detailedMetricsEnabled' | 'loggingLevel' | 'dataTraceEnabled',
    Expression | undefined
  >
>;

function settingsAsProperties(settings: RouteSettings, writer: ValueWriter): Settings {
  const { throttle, detailedMetricsEnabled, loggingLevel, dataTraceEnabled } = settings;
  return {
    throttlingRateLimit: writeNumber(throttle?.ratePerSecond, writer),
    throttlingBurstLimit: writeNumber(throttle?.burst, writer),
    detailedMetricsEnabled:
      detailedMetricsEnabled === undefined ? undefined : writeFlag(detailedMetricsEnabled, writer),
    loggingLevel: loggingLevel === undefined ? undefined : writer.value(loggingLevel),
    dataTraceEnabled: dataTraceEnabled === undefined ? undefined : writeFlag(dataTraceEnabled, writer),
  };
}

/** A map that the CDK takes as CloudFormation spells it. */
function settingsByRoute(
  settings: NonNullable<(HttpApiStage | WebSocketStage)['routeSettings']>,
  writer: ValueWriter,
): Expression {
  return recordOf(
    settings.flatMap(({ routeKey, ...own }) => {
      const key = printRouteKey(routeKey);
      if (typeof key !== 'string') return [];
      const properties = Object.entries(settingsAsProperties(own, writer)).map(
        ([name, value]) => [name.slice(0, 1).toUpperCase() + name.slice(1), value] as const,
      );
      return [[key, objectOf(Object.fromEntries(properties))] as const];
    }),
  );
}
