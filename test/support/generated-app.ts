import { App, CfnParameter, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { printIntrinsics } from '../../lib/intrinsics/index.js';
import * as sluice from '../../lib/index.js';
import { resolveCollection } from '../../lib/import/source/resolve-values.js';
import {
  EMPTY_COLLECTION,
  isDeployTime,
  LOCAL_REGION,
  normalize,
  type Api,
  type ApiCollection,
  type DeployTimeValue,
  type Document,
  type Json,
  type HttpApi,
  type HttpApiRoute,
  type HttpApiStage,
  type Method,
  type NormalizedApi,
  type Protocol,
  type RestApi,
  type WebSocketApi,
  type WebSocketStage,
} from '../../lib/model/index.js';
import { cloudFormationPart } from '../../lib/synth/cloudformation/cloudformation-part.js';
import { referencesAsParameters } from '../../lib/synth/cloudformation/parameters.js';
import type { Connection } from '../../lib/synth/constructs/connections.js';
import { withoutHttpDefaults } from '../../lib/synth/constructs/http-defaults.js';
import type { RenderedConstructs } from '../../lib/synth/constructs/index.js';
import { ABSENT_INTEGRATION } from '../../lib/synth/constructs/route.js';
import { ABSENT_WEBSOCKET_INTEGRATION } from '../../lib/synth/constructs/websocket-route.js';

type GeneratedClass = new (scope: Construct, id: string, props: Record<string, Record<string, unknown>>) => Construct;

/** Runs generated source code in an app, and reads back the template that the app synthesizes. */
export function synthesizeGenerated<A extends Api>({ protocol }: A, rendered: RenderedConstructs): A {
  const [api] = synthesizeCollection(rendered, protocol).apis;
  if (api?.protocol !== protocol) throw new Error('the generated app has no API of the kind');
  return api as A;
}

/** The same with what stands beside an API. */
export function synthesizeCollection(rendered: RenderedConstructs, protocol: Protocol = 'REST'): ApiCollection {
  const app = new App();
  const stack = new Stack(app, 'Generated');
  new (load(rendered))(stack, 'Source', propsOf(stack, rendered.connections, protocol));
  const template = app.synth({ skipValidation: true }).getStackArtifact(stack.artifactId).template as Json;
  return readTemplate(template).collection;
}

function load({ files, className }: RenderedConstructs): GeneratedClass {
  const loaded = new Map<string, Record<string, unknown>>();
  const requireFile = (name: string): Record<string, unknown> => {
    const file = files.find((written) => `./${written.name.replace(/\.ts$/, '.js')}` === name);
    if (file === undefined) return require(name) as Record<string, unknown>;
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const { outputText } = transpileModule(file.text, {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    });
    const exports: Record<string, unknown> = {};
    loaded.set(name, exports);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, no-new-func -- runs what was generated
    const run = new Function('require', 'exports', outputText) as (...given: unknown[]) => void;
    run((module: string) => (module === 'sluice' ? sluice : requireFile(module)), exports);
    return exports;
  };
  const [main] = files;
  return requireFile(`./${(main?.name ?? '').replace(/\.ts$/, '.js')}`)[className] as GeneratedClass;
}

function propsOf(
  stack: Stack,
  connections: readonly Connection[],
  protocol: Protocol,
): Record<string, Record<string, unknown>> {
  const props: Record<string, Record<string, unknown>> = {};
  connections.forEach((connection, index) => {
    (props[connection.kind] ??= {})[connection.name] = partner(stack, connection, `Partner${index}`, protocol);
  });
  return props;
}

function partner(stack: Stack, { kind, value = '', comment }: Connection, id: string, protocol: Protocol): unknown {
  const text = isDeployTime(value) ? tokenOf(stack, value) : value;
  // The CDK checks the form of ARNs that it knows; a definition may have none.
  const arn = text.startsWith('arn:') || Token.isUnresolved(text) ? text : Lazy.string({ produce: () => text });
  switch (kind) {
    case 'functions':
      return LambdaFunction.fromFunctionAttributes(stack, id, { functionArn: arn, skipPermissions: true });
    case 'roles':
      return Role.fromRoleArn(stack, id, arn, { mutable: false });
    case 'userPools':
      return { userPoolRef: { userPoolArn: text } };
    case 'vpcLinks':
      return { vpcLinkRef: { vpcLinkId: text } };
    case 'vpcEndpoints':
      return { vpcEndpointRef: { vpcEndpointId: text } };
    case 'listeners':
      return { listenerRef: { listenerArn: text } };
    case 'services':
      return { serviceRef: { serviceArn: text } };
    case 'stages': {
      const [restApiId, stageName = text] = text.split('/');
      return { node: { path: text }, stageName, restApi: { restApiId } };
    }
    case 'apiKeys':
      return sluice.ApiKey.fromApiKeyId(stack, id, text);
    case 'integrations':
      return { bind: () => ABSENT_INTEGRATIONS[protocol] };
    case 'authorizers':
      return {
        bind: () => ({
          authorizationType: 'CUSTOM',
          authorizer: { type: 'REQUEST', name: comment, uri: 'arn', ...AUTHORIZER_MEMBERS[protocol] },
        }),
      };
    case 'values':
    case 'secrets':
      return text;
  }
}

/** A value that only deployment knows, with parameters of the stack for what the source refers to. */
function tokenOf(stack: Stack, value: DeployTimeValue): string {
  const { own } = referencesAsParameters({ own: value });
  declareReferences(stack, own);
  return Token.asString(printIntrinsics(own));
}

function declareReferences(stack: Stack, document: Document): void {
  if (!isDeployTime(document)) {
    if (typeof document === 'object' && document !== null)
      Object.values(document).forEach((member: Document) => declareReferences(stack, member));
    return;
  }
  for (const part of document.parts) {
    if (typeof part === 'string') continue;
    if (part.kind === 'intrinsic') declareReferences(stack, part.argument);
    else if (!part.logicalId.startsWith('AWS::') && stack.node.tryFindChild(part.logicalId) === undefined) {
      new CfnParameter(stack, part.logicalId);
    }
  }
}

const ABSENT_INTEGRATIONS = {
  REST: { type: 'MOCK' },
  HTTP: ABSENT_INTEGRATION,
  WEBSOCKET: ABSENT_WEBSOCKET_INTEGRATION,
} as const;

const AUTHORIZER_MEMBERS = {
  REST: { identitySource: [{ kind: 'header', name: 'x' }] },
  HTTP: { payloadFormatVersion: '2.0' },
  WEBSOCKET: { identitySource: [] },
} as const;

/** The same API for comparisons: with what generated classes are given for routes without integrations, at one place. */
export function comparable(api: Api, region: string): NormalizedApi {
  const part = partOf(api);
  const { apis } = resolveCollection(
    { collection: { ...EMPTY_COLLECTION, apis: [part] }, knownReferences: {} },
    { region },
  );
  const [resolved] = apis;
  if (resolved === undefined) throw new Error('no API');
  return normalize(resolved);
}

function partOf(api: Api): Api {
  switch (api.protocol) {
    case 'REST':
      return restPart(api);
    case 'HTTP':
      return httpPart(api);
    case 'WEBSOCKET':
      return webSocketPart(api);
  }
}

function restPart(api: RestApi): RestApi {
  const resources = api.resources.map((resource) => ({
    ...resource,
    methods: resource.methods.map((method): Method => ({ integration: { type: 'MOCK' }, ...method })),
  }));
  const { tags, ...others } = cloudFormationPart({ ...api, id: 'Source', resources });
  return Object.keys(tags ?? {}).length === 0 ? others : { ...others, tags };
}

/** A function may be named by its ARN. */
function httpPart(api: HttpApi): HttpApi {
  const routes = api.routes.map((route): HttpApiRoute => ({ integration: ABSENT_INTEGRATION, ...route }));
  const part = cloudFormationPart(withoutHttpDefaults({ ...api, id: 'Source', routes }));
  return { ...part, stages: part.stages.map(stageForComparisons) };
}

function webSocketPart(api: WebSocketApi): WebSocketApi {
  const { tags = {}, ...part } = cloudFormationPart({
    ...api,
    id: 'Source',
    routes: api.routes.map((route) =>
      route.routeKey.kind === 'connect' ? route : { integration: ABSENT_WEBSOCKET_INTEGRATION, ...route },
    ),
  });
  return {
    ...part,
    stages: part.stages.map(stageForComparisons),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

/** A stage without `autoDeploy` does not deploy by itself; settings and tags of none are none. */
function stageForComparisons<S extends HttpApiStage | WebSocketStage>(stage: S): S {
  const { tags = {}, defaultRouteSettings = {}, ...rest } = stage;
  return {
    autoDeploy: false,
    ...rest,
    ...(Object.keys(defaultRouteSettings).length > 0 && { defaultRouteSettings }),
    ...(Object.keys(tags).length > 0 && { tags }),
  } as unknown as S;
}

/** The Region that a definition names in its integrations, else that of every local gateway. */
export function regionOf(api: Api): string {
  return /arn:aws:apigateway:([a-z0-9-]+):/.exec(JSON.stringify(api))?.[1] ?? LOCAL_REGION;
}
