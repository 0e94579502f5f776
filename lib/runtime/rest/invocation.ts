import type { EndpointType } from '../../model/endpoint-configuration.js';
import type { GatewayResponseType } from '../../model/gateway-response.js';
import type { Integration } from '../../model/integration.js';
import type { MethodSettings, UnauthorizedCacheControlHeaderStrategy } from '../../model/stage.js';
import type { Value } from '../../model/value.js';
import type { CompiledSchema } from '../../schema/index.js';
import type { Caller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { Body } from '../byte-stream.js';
import type { HeaderLine } from '../http-message.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import type { TemplateState } from '../mapping/mapping-templates.js';
import type { MappableInvocation, RequestMapping } from '../mapping/parameter-mapping.js';
import type { TokenBucketLimits } from '../metering/token-bucket.js';
import type { PlanKey } from '../metering/usage-plans.js';
import type { Lenience, NotSimulated, RouteFindings } from '../not-simulated.js';
import type { Policy } from '../policy/policy.js';
import type { ClientRequest } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';
import type { PathTree } from '../routing/path-tree.js';
import type { FaultResponse } from './fault-response.js';
import type { StageMemory } from '../stages/stage-memory.js';

/**
 * A request of a stage, accepted: whatever fault comes later, it can be answered.
 *
 * Requests and the compiled stage that they run on refer to each other: hence one file.
 */
export interface Invocation {
  readonly stage: RestStage;
  readonly request: ClientRequest;
  readonly arrival: Arrival;
  readonly templateState: TemplateState;
}

/** The facts of a request's arrival. */
export interface Arrival {
  readonly place: RequestPlace;
  /** After `X-HTTP-Method-Override`. */
  readonly httpMethod: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly startMs: number;
}

/**
 * A request whose resource and method are found. The record that a phase returns extends the one that it takes, so that
 * the compiler knows the order of the phases.
 *
 * The records are classes because V8 of Node.js 20 needs a quarter of a mocked request's time to spread them and add
 * members, and as long to define class fields, which tsconfig.json turns off. They are four because V8 stops caching
 * property accesses at the fifth.
 */
export class RoutedInvocation implements Invocation {
  readonly stage: RestStage;
  readonly request: ClientRequest;
  readonly arrival: Arrival;
  readonly templateState: TemplateState;

  constructor(
    { stage, request, arrival, templateState }: Invocation,
    readonly method: RestMethod,
    readonly pathParameters: Readonly<Record<string, string>>,
  ) {
    this.stage = stage;
    this.request = request;
    this.arrival = arrival;
    this.templateState = templateState;
  }
}

/** A request that its method's authorizer lets in. */
export class AuthorizedInvocation extends RoutedInvocation {
  constructor(
    routed: RoutedInvocation,
    readonly caller: Caller,
    readonly mayInvalidateCache?: Admission['mayInvalidateCache'],
  ) {
    super(routed, routed.method, routed.pathParameters);
  }
}

/** A request within the limits of its API key's usage plan. */
export class MeteredInvocation extends AuthorizedInvocation {
  constructor(
    authorized: AuthorizedInvocation,
    /** The key whose usage plan the request counts against; undefined for a method that requires none. */
    readonly apiKey: PlanKey | undefined,
  ) {
    super(authorized, authorized.caller, authorized.mayInvalidateCache);
  }
}

/** A request with everything that its method requires. */
export class ValidatedInvocation extends MeteredInvocation {
  constructor(
    metered: MeteredInvocation,
    /** Of the body: it chose the model and chooses the template. */
    readonly mediaType: string,
  ) {
    super(metered, metered.apiKey);
  }
}

/** An invocation as far as it came before a fault. */
export type ReachedInvocation = Invocation & Partial<ValidatedInvocation>;

/** An answer before the gateway's own headers. */
export interface MappedResponse {
  readonly status: number;
  /** As the method response names them; repeats allowed. */
  readonly headers: readonly HeaderLine[];
  readonly body: Body;
  /** Whether a response without a Content-Type stays so, instead of getting `application/json`. */
  readonly omitsContentType?: boolean;
}

/** A frozen API, compiled: what a stage points at. Nothing in it changes after it was made. */
export interface RestDeployment {
  readonly protocol: 'REST';
  /** `$context.deploymentId`: 6 characters. */
  readonly id: string;
  /** `$context.apiId`: 10 lower-case characters. */
  readonly apiId: string;
  readonly accountId: string;
  readonly region: string;
  /** What the operator has served without enforcing it. */
  readonly lenience: Lenience;
  /** Functions of a version that has its own; absent: the environment's. */
  readonly functions?: LambdaInvoker;
  readonly endpointType: EndpointType;
  /** Through which a private API is called. */
  readonly vpcEndpoints: readonly VpcEndpoint[];
  readonly binaryMediaTypes: readonly string[];
  readonly minimumCompressionBytes: number | undefined;
  readonly disableExecuteApiEndpoint: boolean;
  readonly tree: PathTree<RestMethod>;
  readonly methods: readonly RestMethod[];
  readonly gatewayResponses: GatewayResponseRenderers;
}

/** A VPC endpoint as its operator describes it. */
export interface VpcEndpoint {
  readonly id: string;
  readonly vpcId: string | undefined;
  /** Of every client in the VPC; undefined: each client's own. */
  readonly sourceIp: string | undefined;
  /** Undefined: it lets everything through. */
  readonly policy: Policy | undefined;
}

export interface RestMethod extends RouteFindings {
  /** Its place in `RestDeployment.methods`. */
  readonly index: number;
  /** As declared: `ANY` stays `ANY`. */
  readonly httpMethod: string;
  readonly resourcePath: string;
  /** `$context.resourceId`: 6 characters, 10 for the root. */
  readonly resourceId: string;
  /** Why the route is refused on a stage with certain variables. */
  refusalsOn(stageVariables: RestStage['variables']): readonly NotSimulated[];
  readonly authorize: Authorize;
  /** Where the API key comes from; undefined for a method that requires none. */
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER' | undefined;
  readonly cacheKey: MethodCacheKey;
  readonly validation: RequestValidation;
  readonly integration: RouteIntegration;
}

/**
 * Decides who may call a method: its authorization and the API's resource policy, compiled. A promise only where the world
 * is asked.
 *
 * @throws {GatewayFault} unsigned, unauthorized, access-denied, authorizer-failure, authorizer-configuration, invalid-signature
 */
export type Authorize = (invocation: RoutedInvocation, env: Environment) => Admission | Promise<Admission>;

/** Whom an authorization lets in. */
export interface Admission {
  readonly caller: Caller;
  /**
   * Whether the caller may have a cached response replaced: `execute-api:InvalidateCache`. Absent: never, for nothing says
   * what it may do.
   */
  readonly mayInvalidateCache?: () => boolean;
}

/** A stage as it serves: its variables are known, its deployment and settings are compiled. */
export interface RestStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly deployment: RestDeployment;
  /** What the stage sets for a method of its deployment. */
  readonly settings: (method: RestMethod) => StageMethodSettings;
  readonly memory: StageMemory;
  /** Of the certificate that backends are shown. */
  readonly clientCertificateId?: string | undefined;
  /** Set on a stage that has a canary: whether this is the canary's side of it. */
  readonly isCanary?: boolean;
}

/** What a stage sets for one method. */
export interface StageMethodSettings extends RouteFindings {
  /** Undefined: no limit of the stage's own. */
  readonly throttle: TokenBucketLimits | undefined;
  /** How responses are cached, by the verb of the request; a verb that is not in it is not cached. */
  readonly caching: ReadonlyMap<string, MethodCaching>;
  readonly logging: NonNullable<MethodSettings['logging']>;
  readonly metricsEnabled: Value<boolean>;
}

/** How a stage caches the responses to one verb. */
export interface MethodCaching {
  readonly ttlMs: number;
  /** Whether a client needs permission to have an entry replaced. */
  readonly requiresAuthorization: boolean;
  readonly unauthorizedStrategy: UnauthorizedCacheControlHeaderStrategy;
}

/** What tells the cached responses of a method apart. */
export type MethodCacheKey =
  | { readonly kind: 'key'; readonly read: (invocation: RoutedInvocation) => string }
  /** A response that streams is never cached. */
  | { readonly kind: 'streamed' }
  /** `detail` is why, for people. */
  | { readonly kind: 'unreadable'; readonly detail: string };

/** What a method's validator checks, ready to run. */
export interface RequestValidation {
  readonly parameters: readonly RequiredParameter[];
  /** By media type; `$default` for any other. Undefined: bodies are not checked. */
  readonly body: ReadonlyMap<string, CompiledSchema> | undefined;
}

export interface RequiredParameter {
  readonly location: 'header' | 'path' | 'querystring';
  readonly name: string;
}

/** A method's integration, compiled: how a request goes out and how an answer comes back. */
export interface RouteIntegration {
  readonly type: Integration['type'] | 'NONE';
  /** @throws {GatewayFault} UNSUPPORTED_MEDIA_TYPE, API_CONFIGURATION_ERROR, INTEGRATION_FAILURE */
  buildRequest(invocation: ValidatedInvocation): IntegrationRequest;
  /** @throws {GatewayFault} API_CONFIGURATION_ERROR, INTEGRATION_FAILURE */
  mapResponse(invocation: ValidatedInvocation, result: IntegrationResult): MappedResponse;
}

/** The customized gateway responses of an API, ready to render. */
export type GatewayResponseRenderers = ReadonlyMap<GatewayResponseType, GatewayResponseRenderer>;

export interface GatewayResponseRenderer {
  /** Undefined: the fault's own. */
  readonly statusCode: number | undefined;
  readonly headers: readonly {
    readonly name: string;
    readonly read: RequestMapping<ReachedInvocation & MappableInvocation>;
  }[];
  /** By media type. */
  readonly templates: ReadonlyMap<string, readonly TemplatePart[]>;
}

export type TemplatePart = string | ((invocation: ReachedInvocation, fault: FaultResponse) => string);
