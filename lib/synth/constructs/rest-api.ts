import { diagnostic, type Diagnostic, type Method, type RestApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { renderOpenApi } from '../openapi/document.js';
import { declareAuthorizer, writeAuthorizer } from './authorizer.js';
import { call, code, isPlain, listOf, objectOf, textOf, type Expression } from './expression.js';
import { gapsOf, isEndpointType } from './gaps.js';
import { writeGatewayResponse } from './gateway-response.js';
import { writeMethod, type WrittenMethod } from './method.js';
import { withBrought, writeModels, type WrittenModel } from './models.js';
import { Names, RESERVED_WORDS } from './names.js';
import { overrideSection, writePatch } from './document-patch.js';
import { writePolicy } from './policy.js';
import { writeStage } from './stage.js';
import { constant, statement } from './statement.js';
import { ownTags, shareTags } from './tags.js';
import type { ValueWriter } from './value-writer.js';
import { withoutDefaults } from './without-defaults.js';
import type { Section, WrittenApi } from './written-api.js';

/** @param apart whether what the definition says beside the constructs stands in a file of its own */
export function writeRestApi(source: RestApi, writer: ValueWriter, apart: boolean): WrittenApi {
  const api = withoutDefaults(source);
  const names = new Names(RESERVED_WORDS);
  const models = writeModels(api.models ?? [], names, writer);
  const used = usedAuthorizers(api);
  const authorizers = new Map(
    (api.authorizers ?? [])
      .filter(({ name }) => used.has(name))
      .map((authorizer) => [
        authorizer.name,
        {
          constant: names.take(authorizer.name, 'authorizer'),
          authorizer,
          expression: writeAuthorizer(authorizer, writer),
        },
      ]),
  );
  const policy = writePolicy(api.policy, writer);
  const parts = { models, authorizers, validators: api.requestValidators ?? [], writer };
  const resources = api.resources.map(({ path, methods }) => ({
    path,
    methods: methods.map((method) => writeMethod(path, method, parts)),
  }));
  const methods = resources.flatMap((resource) => resource.methods);
  const responses = (api.gatewayResponses ?? []).map((response) => writeGatewayResponse(response, writer));
  const collected = withBrought(
    methods.flatMap((method) => method.models),
    models,
  );
  const declared: RestApi = {
    ...declaredApi(api, policy !== undefined),
    models: [...models.values()].map(({ model }) => model),
    requestValidators: [
      ...new Map(
        methods.flatMap(({ validator }) => (validator === undefined ? [] : [[validator.name, validator]])),
      ).values(),
    ],
    authorizers: [...authorizers.values()].map(({ authorizer }) => authorizer),
    gatewayResponses: responses.map(({ response }) => response),
    resources: resources
      .filter((resource) => resource.methods.length > 0)
      .map((resource) => ({ path: resource.path, methods: resource.methods.map(({ method }) => method) })),
  };
  const rendered = renderOpenApi(asIntegrated(api));
  const patch = writePatch(renderOpenApi(declared).document, rendered.document, writer);
  const named = new Set(methods.flatMap((method) => method.models));
  const isApart = apart && patch.expression !== undefined && isPlain(patch.expression);
  return {
    models: [...models].map(([name, model]) => ({
      constant: model.constant,
      expression: model.expression,
      isNamed: named.has(name) || !collected.has(name),
    })),
    ...(isApart && { definition: patch.expression }),
    sections: [
      {
        statements: [...authorizers.values()].map(({ constant: name, expression }) =>
          declareAuthorizer(name, expression, 'REST', writer),
        ),
        comment: 'Who may call.',
      },
      { statements: [constant('api', makeApi(api, policy, writer)), { kind: 'code', code: 'this.api = api;' }] },
      { statements: methods.map((method) => statement(method.statement)) },
      ...uncollected(models, collected),
      {
        statements: responses.map((response) => statement(response.statement)),
        comment: 'Responses of the gateway itself.',
      },
      ...overrideSection(isApart ? code('definition') : patch.expression),
      ...ownTags(api, 'CfnRestApi', 'aws-cdk-lib/aws-apigateway', writer),
      ...api.stages.map((stage) => ({ statements: writeStage(stage, names, writer) })),
    ],
    diagnostics: [
      ...rendered.diagnostics.filter(({ severity }) => severity !== 'info'),
      ...gapsOf(api),
      ...patch.gaps.map((place) =>
        diagnostic(
          'not-representable',
          { property: place },
          'A null member of the document has no place in the source code',
        ),
      ),
      ...resources.flatMap(({ path, methods }) => methods.flatMap((method) => missing(path, method, api))),
    ],
  };
}

function usedAuthorizers({ resources }: RestApi): ReadonlySet<string> {
  return new Set(
    resources.flatMap(({ methods }) =>
      methods.flatMap(({ authorization }) =>
        authorization !== undefined && 'authorizer' in authorization && authorization.authorizerId === undefined
          ? [authorization.authorizer]
          : [],
      ),
    ),
  );
}

function makeApi(api: RestApi, policy: Expression | undefined, writer: ValueWriter): Expression {
  const { endpoint, binaryMediaTypes = [], minimumCompressionBytes: bytes, disableExecuteApiEndpoint } = api;
  const { vpcEndpointIds = [], type, ipAddressType } = endpoint ?? {};
  if (typeof bytes === 'number') writer.imports.use('Size', 'aws-cdk-lib');
  const optional = (value: string | undefined): Expression | undefined =>
    value === undefined ? undefined : textOf(value);
  const props = objectOf({
    restApiName: writer.value(api.name),
    description: api.description === undefined ? undefined : writer.value(api.description),
    version: optional(api.version),
    endpointType: typeof type === 'string' && isEndpointType(type) ? textOf(type) : undefined,
    ipAddressType: typeof ipAddressType === 'string' ? textOf(ipAddressType) : undefined,
    vpcEndpoints:
      vpcEndpointIds.length === 0
        ? undefined
        : listOf(vpcEndpointIds.map((id) => writer.connections.connect('vpcEndpoints', id))),
    securityPolicy: typeof api.securityPolicy === 'string' ? textOf(api.securityPolicy) : undefined,
    endpointAccessMode: typeof api.endpointAccessMode === 'string' ? textOf(api.endpointAccessMode) : undefined,
    disableExecuteApiEndpoint:
      typeof disableExecuteApiEndpoint === 'boolean' ? code(String(disableExecuteApiEndpoint)) : undefined,
    binaryMediaTypes: binaryMediaTypes.length === 0 ? undefined : listOf(binaryMediaTypes.map(textOf)),
    minimumCompression: typeof bytes === 'number' ? call('Size.bytes', code(String(bytes))) : undefined,
    apiKeySource: optional(api.apiKeySource),
    policy,
    tags: shareTags(api) ? writer.record(api.tags ?? {}) : undefined,
  });
  return call(`new ${writer.imports.use('RestApi')}`, code('this'), textOf('Api'), props);
}

/** The API as `makeApi` declares it. */
function declaredApi(api: RestApi, hasPolicy: boolean): RestApi {
  const { name, description, version, endpoint, binaryMediaTypes, minimumCompressionBytes, apiKeySource } = api;
  const { policy, disableExecuteApiEndpoint } = api;
  const known = <T>(value: T, type: string): T | undefined => (typeof value === type ? value : undefined);
  return {
    protocol: 'REST',
    id: api.id,
    name,
    ...defined({
      description,
      version,
      endpoint,
      binaryMediaTypes,
      minimumCompressionBytes: known(minimumCompressionBytes, 'number'),
      apiKeySource,
      policy: hasPolicy ? policy : undefined,
      securityPolicy: known(api.securityPolicy, 'string'),
      endpointAccessMode: known(api.endpointAccessMode, 'string'),
      disableExecuteApiEndpoint: known(disableExecuteApiEndpoint, 'boolean'),
    }),
    resources: [],
    stages: [],
  };
}

/** The API as it is once methods without an integration are given one. */
function asIntegrated(api: RestApi): RestApi {
  return {
    ...api,
    stages: [],
    resources: api.resources.map((resource) => ({
      ...resource,
      methods: resource.methods.map((method): Method => ({ integration: { type: 'MOCK' }, ...method })),
    })),
  };
}

function uncollected(models: ReadonlyMap<string, WrittenModel>, collected: ReadonlySet<string>): readonly Section[] {
  const left = [...models].filter(([name]) => !collected.has(name)).map(([, { constant: name }]) => name);
  if (left.length === 0) return [];
  const comment = 'Models that no method names.';
  if (left.length === 1) return [{ comment, statements: [{ kind: 'code', code: `api.addModel(${left.join('')});` }] }];
  return [{ comment, statements: [{ kind: 'each', constant: 'model', items: left, code: 'api.addModel(model);' }] }];
}

function missing(path: string, { method }: WrittenMethod, api: RestApi): readonly Diagnostic[] {
  const given = api.resources
    .find((resource) => resource.path === path)
    ?.methods.find(({ httpMethod }) => httpMethod === method.httpMethod);
  const place = { element: `${method.httpMethod} ${path}` };
  const { authorization } = method;
  return [
    ...(given?.integration === undefined
      ? [diagnostic('not-representable', place, 'The method has no integration; the generated class takes one', 'info')]
      : []),
    ...(authorization !== undefined && 'authorizer' in authorization && isUnknown(authorization.authorizer, api)
      ? [
          diagnostic(
            'not-representable',
            place,
            `The source does not define the authorizer "${authorization.authorizer}"; the generated class takes one`,
          ),
        ]
      : []),
  ];
}

function isUnknown(name: string, { authorizers = [] }: RestApi): boolean {
  return !authorizers.some((authorizer) => authorizer.name === name);
}
