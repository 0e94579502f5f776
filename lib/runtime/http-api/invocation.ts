import type { Caller, CognitoCaller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { HeaderLine } from '../http-message.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import type { Lenience, NotSimulated, RouteFindings } from '../not-simulated.js';
import type { ClientRequest } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';
import type { PathTree } from '../routing/path-tree.js';
import type { StageRouteSettings } from '../stages/route-settings.js';
import type { StageMemory } from '../stages/stage-memory.js';
import type { Cors } from './cors-configuration.js';

/**
 * A request of a stage, accepted: whatever fault comes later, it can be answered.
 *
 * Requests and the compiled stage that they run on refer to each other: hence one file.
 */
export interface Invocation {
  readonly stage: HttpApiStage;
  readonly request: ClientRequest;
  readonly arrival: Arrival;
}

/** The facts of a request's arrival. */
export interface Arrival {
  readonly place: RequestPlace;
  readonly httpMethod: string;
  /** `$context.requestId`, which is the extended one too. */
  readonly requestId: string;
  readonly startMs: number;
  /** The path that a parameter mapping puts in place of the client's, encoded; the authorizer does not see it. */
  readonly overwrittenPath?: string;
}

/**
 * A request whose route is found. The record that a phase returns extends the one that it takes, so that the compiler knows
 * the order of the phases.
 */
export class RoutedInvocation implements Invocation {
  readonly stage: HttpApiStage;
  readonly request: ClientRequest;
  readonly arrival: Arrival;

  constructor(
    { stage, request, arrival }: Invocation,
    readonly route: HttpApiRoute,
    /** Decoded. */
    readonly pathParameters: Readonly<Record<string, string>>,
  ) {
    this.stage = stage;
    this.request = request;
    this.arrival = arrival;
  }
}

/** A caller of an HTTP API, which has no authorizer of the type COGNITO_USER_POOLS. */
export type HttpApiCaller = Exclude<Caller, CognitoCaller>;

/** A request that its route's authorizer lets in. */
export class AuthorizedInvocation extends RoutedInvocation {
  constructor(
    routed: RoutedInvocation,
    readonly caller: HttpApiCaller,
  ) {
    super(routed, routed.route, routed.pathParameters);
  }
}

/** An invocation as far as it came before a fault. */
export type ReachedInvocation = Invocation & Partial<AuthorizedInvocation>;

/** A response before the gateway's own headers. */
export interface MappedResponse {
  readonly status: number;
  /** Repeats allowed. */
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** A frozen API, compiled: what a stage points at. Nothing in it changes after it was made. */
export interface HttpApiDeployment {
  readonly protocol: 'HTTP';
  /** 6 characters. */
  readonly id: string;
  /** `$context.apiId`: 10 lower-case characters. */
  readonly apiId: string;
  readonly accountId: string;
  readonly region: string;
  /** What the operator has served without enforcing it. */
  readonly lenience: Lenience;
  /** Functions of a version that has its own; absent: the environment's. */
  readonly functions?: LambdaInvoker;
  readonly disableExecuteApiEndpoint: boolean;
  readonly cors: Cors | undefined;
  readonly routes: readonly HttpApiRoute[];
  readonly tree: PathTree<HttpApiRoute>;
  /** `$default`. */
  readonly defaultRoute: HttpApiRoute | undefined;
}

export interface HttpApiRoute extends RouteFindings {
  /** Its place in `HttpApiDeployment.routes`. */
  readonly index: number;
  /** `GET /pets/{petId}`, `$default`. */
  readonly routeKey: string;
  /** As declared: `ANY` stays `ANY`; undefined for `$default`. */
  readonly httpMethod: string | undefined;
  /** `/pets/{petId}`, `$default`. */
  readonly path: string;
  /** Why the route is refused on a stage with certain variables. */
  refusalsOn(stageVariables: HttpApiStage['variables']): readonly NotSimulated[];
  readonly authorize: Authorize;
  readonly integration: RouteIntegration;
}

/**
 * Decides who may call a route. A promise only where the world is asked.
 *
 * @throws {GatewayFault} unsigned, unauthorized, access-denied, authorizer-failure, authorizer-configuration, invalid-signature
 */
export type Authorize = (invocation: RoutedInvocation, env: Environment) => HttpApiCaller | Promise<HttpApiCaller>;

/** A stage as it serves: its variables are known, its deployment and settings are compiled. */
export interface HttpApiStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly deployment: HttpApiDeployment;
  /** What the stage sets for a route of its deployment. */
  readonly settings: (route: HttpApiRoute) => StageRouteSettings;
  readonly memory: StageMemory;
}

/** A route's integration, compiled: how a request goes out and how a response comes back. */
export interface RouteIntegration {
  readonly type: string;
  /** @throws {GatewayFault} configuration */
  buildRequest(invocation: AuthorizedInvocation): IntegrationRequest;
  /** @throws {GatewayFault} function-error, malformed-proxy-response, configuration */
  mapResponse(invocation: AuthorizedInvocation, result: IntegrationResult): MappedResponse;
}
