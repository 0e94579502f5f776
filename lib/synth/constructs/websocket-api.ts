import {
  diagnostic,
  isDeployTime,
  printSelectionExpression,
  type Diagnostic,
  type WebSocketApi,
} from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { declareAuthorizer } from './authorizer.js';
import { call, code, objectOf, textOf, type Expression } from './expression.js';
import { withBrought, writeModels, type WrittenModel } from './models.js';
import { Names, RESERVED_WORDS } from './names.js';
import { distinctStages, writeRouteStage } from './route-stage.js';
import { constant } from './statement.js';
import { ownTags, shareTags } from './tags.js';
import type { ValueWriter } from './value-writer.js';
import { writeWebSocketAuthorizer } from './websocket-authorizer.js';
import { writeWebSocketRoute } from './websocket-route.js';
import type { WrittenApi } from './written-api.js';

/** A WebSocket API has no document, so what no construct says is a gap. */
export function writeWebSocketApi(api: WebSocketApi, writer: ValueWriter): WrittenApi {
  const names = new Names(RESERVED_WORDS);
  const models = writeModels(api.models ?? [], names, writer);
  const used = usedAuthorizers(api);
  const authorizers = api.authorizers
    .filter(({ name }) => used.has(name))
    .map((authorizer) => ({
      name: authorizer.name,
      constant: names.take(authorizer.name, 'authorizer'),
      expression: writeWebSocketAuthorizer(authorizer, writer),
    }));
  const made = constant('api', makeApi(api, writer));
  const parts = {
    models,
    authorizers: new Map(authorizers.map((known) => [known.name, known.constant])),
    names,
    writer,
  };
  const routes = api.routes.map((route) => writeWebSocketRoute(route, parts));
  const { stages, gaps } = distinctStages(api.stages);
  const named = new Set(routes.flatMap((route) => route.models));
  const collected = withBrought(named, models);
  return {
    models: [...models]
      .filter(([name]) => collected.has(name))
      .map(([name, model]) => ({
        constant: model.constant,
        expression: model.expression,
        isNamed: named.has(name),
      })),
    sections: [
      {
        statements: authorizers.map((known) =>
          declareAuthorizer(known.constant, known.expression, 'WEBSOCKET', writer),
        ),
        comment: 'Who may connect.',
      },
      { statements: [made, { kind: 'code', code: 'this.api = api;' }] },
      { statements: routes.flatMap(({ statements }) => statements) },
      ...ownTags(api, 'CfnApi', 'aws-cdk-lib/aws-apigatewayv2', writer),
      ...stages.map((stage) => ({ statements: writeRouteStage(stage, 'WEBSOCKET', names, writer) })),
    ],
    diagnostics: [
      ...unknownProps(api),
      ...unusedAuthorizers(api, used),
      ...lostModels(models, collected, api),
      ...routes.flatMap((route) => route.gaps),
      ...gaps,
    ],
  };
}

/** Authorizers of connections: API Gateway asks no other. */
function usedAuthorizers({ routes }: WebSocketApi): ReadonlySet<string> {
  return new Set(
    routes.flatMap(({ routeKey, authorization }) =>
      routeKey.kind === 'connect' && authorization?.type === 'CUSTOM' ? [authorization.authorizer] : [],
    ),
  );
}

const DEFAULT_ROUTE_SELECTION = '$request.body.action';

function makeApi(api: WebSocketApi, writer: ValueWriter): Expression {
  const { description, version, apiKeySelectionExpression, ipAddressType } = api;
  const selection = printSelectionExpression(api.routeSelectionExpression);
  const props = objectOf({
    apiName: writer.value(api.name),
    description: description === undefined ? undefined : writer.value(description),
    version: version === undefined ? undefined : writer.value(version),
    routeSelectionExpression: selection === DEFAULT_ROUTE_SELECTION ? undefined : writer.value(selection),
    apiKeySelectionExpression:
      apiKeySelectionExpression && writer.value(printSelectionExpression(apiKeySelectionExpression)),
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint === true ? code('true') : undefined,
    disableSchemaValidation: api.disableSchemaValidation === true ? code('true') : undefined,
    ipAddressType: typeof ipAddressType === 'string' ? textOf(ipAddressType) : undefined,
    tags: shareTags(api) ? writer.record(api.tags ?? {}) : undefined,
  });
  return call(`new ${writer.imports.use('WebSocketApi')}`, code('this'), textOf('Api'), props);
}

function unknownProps(api: WebSocketApi): readonly Diagnostic[] {
  return (['disableExecuteApiEndpoint', 'disableSchemaValidation', 'ipAddressType'] as const)
    .filter((member) => isDeployTime(api[member]))
    .map((property) =>
      diagnostic(
        'not-representable',
        { property },
        'Only deployment knows the value; the source code leaves it out, and constructs require a known one',
      ),
    );
}

function unusedAuthorizers({ authorizers }: WebSocketApi, used: ReadonlySet<string>): readonly Diagnostic[] {
  return authorizers
    .filter(({ name }) => !used.has(name))
    .map(({ name }) =>
      diagnostic(
        'not-representable',
        { element: `authorizer ${name}` },
        'The source code does not have the authorizer, which no connection uses',
      ),
    );
}

function lostModels(
  models: ReadonlyMap<string, WrittenModel>,
  collected: ReadonlySet<string>,
  { models: given = [] }: WebSocketApi,
): readonly Diagnostic[] {
  return given
    .filter((model) => {
      const written = models.get(model.name);
      return !collected.has(model.name) || canonicalJson(written?.model) !== canonicalJson(model);
    })
    .map(({ name }) =>
      diagnostic(
        'not-representable',
        { element: `model ${name}` },
        collected.has(name)
          ? 'Constructs do not say the schema of the model'
          : 'The source code does not have the model, which no route uses',
      ),
    );
}
