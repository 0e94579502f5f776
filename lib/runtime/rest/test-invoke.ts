import { ANONYMOUS } from '../caller.js';
import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import type { HeaderLine, HttpResponse } from '../http-message.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import { printExecutionLog } from '../observe/execution-log.js';
import { reasonOf } from '../observe/request-log.js';
import { Trace } from '../observe/trace.js';
import { ClientRequest } from '../request/client-request.js';
import {
  AuthorizedInvocation,
  type Invocation,
  MeteredInvocation,
  RoutedInvocation,
  type RestDeployment,
  type RestMethod,
  type RestStage,
} from './invocation.js';
import { spellingOf } from './accept-request.js';
import { describeExecution } from './execution-record.js';
import { answerFault, run } from './execute.js';
import { KEPT_BACK_FROM_INTEGRATIONS } from './header-rules.js';
import { validateMethodRequest } from './method-request.js';
import { receiveTested } from './test-invoke-stream.js';
import { REST_PHASES, type RestPhases } from './phases.js';
import type { NotSimulatedFeature } from '../not-simulated.js';
import { buildPathTree, matchPath } from '../routing/path-tree.js';

/** What TestInvokeMethod is asked. */
export interface TestInvokeRequest {
  /** `pathWithQueryString`; default: the resource's path, whose parameters then stand for themselves. */
  readonly path?: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** What it answers, in AWS's names. */
export interface TestInvokeResult {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds. */
  readonly latency: number;
  readonly log: string;
}

/** The method that TestInvokeMethod runs. Observed: `ANY` stands for a method that the resource does not have. */
export function findTestMethod(
  { methods }: RestDeployment,
  resourcePath: string,
  httpMethod: string,
): { readonly kind: 'method'; readonly method: RestMethod } | { readonly kind: 'no-resource' | 'no-method' } {
  const there = methods.filter((method) => method.resourcePath === resourcePath);
  const method = [httpMethod, 'ANY']
    .map((name) => there.find((one) => one.httpMethod === name))
    .find((one) => one !== undefined);
  if (method !== undefined) return { kind: 'method', method };
  return { kind: there.length === 0 ? 'no-resource' : 'no-method' };
}

/**
 * Runs a method as TestInvokeMethod does: neither authorizer nor API key, throttle, canary or cache comes in between.
 *
 * Observed: a path that does not fit the resource runs all the same, without parameters; the backend and the templates see
 * the headers that were given and no others.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-test-method.html
 *
 * @param stage whose deployment the method is part of; its variables are those of the call
 * @throws {GatewayFault} not-simulated: for a method that needs what is not simulated, other than what decides who may call
 */
export async function testInvokeMethod(
  stage: RestStage,
  method: RestMethod,
  httpMethod: string,
  asked: TestInvokeRequest,
  env: Environment,
): Promise<TestInvokeResult> {
  const refusal = method.refusals.find(({ feature }) => !SKIPPED.has(feature));
  if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
  const invocation = prepare(stage, method, httpMethod, asked, env);
  const trace = new Trace(invocation.arrival.requestId, REST_PHASES, true);
  const { isStreamed, ...answer } = await receiveTested(execute(invocation, trace, withWrittenEvents(env)), () =>
    isStreaming(trace),
  );
  // The log of AWS does not say all of it.
  if (trace.failure !== undefined) env.log.warn(`${httpMethod} ${method.resourcePath}  ${reasonOf(trace.failure)}`);
  const endMs = env.clock.now();
  const headers = answeredHeaders(answer, trace.failure !== undefined);
  const record = describeExecution(invocation, trace, { ...answer, headers }, endMs);
  return {
    status: answer.status,
    body: record.response.body(),
    headers: Object.fromEntries(headers),
    multiValueHeaders: groupByName(headers),
    latency: endMs - invocation.arrival.startMs,
    log: isStreamed ? '' : printExecutionLog({ ...record, headers: asked.headers }),
  };
}

function isStreaming(trace: Trace<RestPhases>): boolean {
  const outgoing = trace.outputOf('integration-request');
  return outgoing !== undefined && 'streamIdleMs' in outgoing && outgoing.streamIdleMs !== undefined;
}

/** Who may call, and how often, is nobody's question here. */
const SKIPPED: ReadonlySet<NotSimulatedFeature> = new Set([
  'authorizer',
  'iam-authorization',
  'api-key',
  'resource-policy',
  'throttle',
]);

/** The phases after those that decide who may call. */
async function execute(
  invocation: MeteredInvocation,
  trace: Trace<RestPhases>,
  env: Environment,
): Promise<HttpResponse> {
  trace.leave('match-resource', invocation);
  try {
    const validated = validateMethodRequest(invocation);
    trace.leave('method-request', validated);
    return await run(validated, trace, env);
  } catch (error) {
    return answerFault(invocation, error, trace);
  }
}

/** The log shows events as they are sent: a function in this thread may change its own. */
function withWrittenEvents(env: Environment): Environment {
  const { lambda } = env;
  const invoke: LambdaInvoker['invoke'] = (invocation) => {
    invocation.payload.text();
    return lambda.invoke(invocation);
  };
  return { ...env, lambda: { invoke, close: () => lambda.close() } };
}

/** Documented: the names that stand for stage and caller in a test (`test-invoke-stage`, `test-invoke-source-ip`). */
function prepare(
  stage: RestStage,
  method: RestMethod,
  httpMethod: string,
  asked: TestInvokeRequest,
  env: Environment,
): MeteredInvocation {
  const { deployment } = stage;
  const target = asked.path ?? method.resourcePath;
  const question = target.indexOf('?');
  const [path, queryString] = question === -1 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
  const tree = buildPathTree([{ path: method.resourcePath, httpMethod: method.httpMethod, method }]);
  const accepted: Invocation = {
    // Compression is between a client and the stage.
    stage: {
      name: 'test-invoke-stage',
      variables: stage.variables,
      settings: stage.settings,
      memory: stage.memory,
      deployment: { ...deployment, minimumCompressionBytes: undefined },
    },
    request: new TestRequest(
      {
        method: httpMethod,
        target,
        headers: asJsonRequest(asked.headers),
        body: asked.body,
        sourceIp: 'test-invoke-source-ip',
        protocol: 'https',
        httpVersion: 'HTTP/1.1',
      },
      queryString,
      env.ids,
      spellingOf(deployment, undefined),
      KEPT_BACK_FROM_INTEGRATIONS,
    ),
    arrival: {
      place: {
        domainName: 'testPrefix.testDomainName',
        host: 'testPrefix.testDomainName',
        customDomain: undefined,
        routedPath: path,
        eventPath: path,
        contextPath: path,
        queryString,
      },
      httpMethod,
      requestId: env.ids.requestId(),
      extendedRequestId: env.ids.extendedRequestId(),
      startMs: env.clock.now(),
    },
    templateState: {},
  };
  const { pathParameters = {} } = matchPath(tree, path, method.httpMethod) ?? {};
  const routed = new RoutedInvocation(accepted, method, pathParameters);
  return new MeteredInvocation(new AuthorizedInvocation(routed, ANONYMOUS), undefined);
}

/** No client, so nothing is held back or added. */
class TestRequest extends ClientRequest {
  override get headers(): readonly HeaderLine[] {
    return this.message.headers;
  }
}

/** Documented: a test's body is JSON, whatever Content-Type is given with it. */
function asJsonRequest(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.map(([name, value]) => [name, name.toLowerCase() === 'content-type' ? 'application/json' : value]);
}

/**
 * Observed: no ids of the request; the trace id and the content type come last; of a failure only the error's type.
 */
function answeredHeaders({ headers }: HttpResponse, failed: boolean): readonly HeaderLine[] {
  const last = ['x-amzn-trace-id', ...(failed ? [] : ['content-type'])];
  const kept = headers.filter(([name]) => !HEADERS_OF_A_STAGE.has(name.toLowerCase()));
  const own = kept.filter(([name]) => !['x-amzn-trace-id', 'content-type'].includes(name.toLowerCase()));
  const moved = last.flatMap((wanted) => kept.filter(([name]) => name.toLowerCase() === wanted).slice(-1));
  return [...own, ...moved];
}

const HEADERS_OF_A_STAGE: ReadonlySet<string> = new Set(['x-amzn-requestid', 'x-amz-apigw-id']);

function groupByName(headers: readonly HeaderLine[]): Readonly<Record<string, readonly string[]>> {
  const names = [...new Set(headers.map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => [name, headers.filter(([other]) => other === name).map(([, value]) => value)]),
  );
}
