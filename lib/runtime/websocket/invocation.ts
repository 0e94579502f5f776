import type { WebSocketIntegration } from '../../model/websocket-integration.js';
import type { Caller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { HeaderLine } from '../http-message.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import type { TemplateContext } from '../mapping/context-variables.js';
import type { PlanKey } from '../metering/usage-plans.js';
import type { Lenience } from '../not-simulated.js';
import type { ClientRequest } from '../request/client-request.js';
import type { ConnectionFacts } from '../stages/connection.js';
import type { SettableRoute, StageRouteSettings } from '../stages/route-settings.js';
import type { StageMemory } from '../stages/stage-memory.js';
import type { AuthorizeManagement } from './management-access.js';

/** What happens to a connection, each handled by a route: `eventType` and what comes with it. */
export type ConnectionEvent =
  | { readonly type: 'CONNECT' }
  | { readonly type: 'MESSAGE'; readonly messageId: string; readonly body: string }
  /** `statusCode` and `reason` are those of the close frame. */
  | { readonly type: 'DISCONNECT'; readonly statusCode: number; readonly reason: string };

/**
 * An event of a connection, accepted: whatever fault comes later, it can be answered.
 *
 * Events and the compiled stage that they run on refer to each other: hence one file.
 */
export interface Invocation {
  readonly stage: WebSocketStage;
  readonly connection: ConnectionFacts;
  /**
   * Read by mappings and templates: of CONNECT the handshake, of MESSAGE a request that has the message as body and neither
   * headers nor query, of DISCONNECT one that has nothing.
   */
  readonly request: ClientRequest;
  readonly arrival: Arrival;
  /** Always empty: routes of a WebSocket API have no path. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What templates of one event leave for the later ones. Made on first use. */
  readonly templateState: { context?: TemplateContext };
}

/** The facts of an event's arrival. */
export interface Arrival {
  readonly event: ConnectionEvent;
  /** `$context.requestId`, which is the extended one too. */
  readonly requestId: string;
  readonly startMs: number;
}

/**
 * An event whose route is found. The record that a phase returns extends the one that it takes, so that the compiler knows
 * the order of the phases.
 */
export class RoutedInvocation implements Invocation {
  readonly stage: WebSocketStage;
  readonly connection: ConnectionFacts;
  readonly request: ClientRequest;
  readonly arrival: Arrival;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly templateState: Invocation['templateState'];

  constructor(
    { stage, connection, request, arrival, pathParameters, templateState }: Invocation,
    readonly route: WebSocketRoute,
  ) {
    this.stage = stage;
    this.connection = connection;
    this.request = request;
    this.arrival = arrival;
    this.pathParameters = pathParameters;
    this.templateState = templateState;
  }
}

/** An event of a connection whose caller is let in: asked at `$connect`, remembered afterwards. */
export class AuthorizedInvocation extends RoutedInvocation {
  constructor(
    routed: RoutedInvocation,
    readonly caller: Caller,
  ) {
    super(routed, routed.route);
  }
}

/** An event within the limits of its API key's usage plan. */
export class MeteredInvocation extends AuthorizedInvocation {
  constructor(
    authorized: AuthorizedInvocation,
    /** The key whose usage plan the event counts against; undefined for a route that requires none. */
    readonly apiKey: PlanKey | undefined,
  ) {
    super(authorized, authorized.caller);
  }
}

/** An invocation as far as it came before a fault. */
export type ReachedInvocation = Invocation & Partial<MeteredInvocation>;

/** An integration's response, mapped: the status and headers decide a handshake, the body is what a two-way route sends. */
export interface MappedMessage {
  /** Undefined: the function returned none, or not a number. */
  readonly status: number | undefined;
  readonly headers: readonly HeaderLine[];
  /** Undefined: nothing to send. */
  readonly body: string | undefined;
}

/** A frozen API, compiled: what a stage points at. Nothing in it changes after it was made. */
export interface WebSocketDeployment {
  readonly protocol: 'WEBSOCKET';
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
  readonly routes: readonly WebSocketRoute[];
  /** By key. */
  readonly routesByKey: ReadonlyMap<string, WebSocketRoute>;
  /** Decides who may send to connections, describe and close them through `@connections`. */
  readonly authorizeManagement: AuthorizeManagement;
  /** Evaluates the route selection expression for a message; undefined: it has no result. */
  readonly readRouteKey: (invocation: Invocation) => string | undefined;
}

export interface WebSocketRoute extends SettableRoute {
  /** `$connect`, `sendMessage`. */
  readonly routeKey: string;
  readonly authorize: Authorize;
  /** Reads the API key of the caller; undefined for a route that requires none. */
  readonly readApiKey: ((invocation: AuthorizedInvocation) => string | undefined) | undefined;
  /** Whether the route has a route response: its integration's output goes to the client. */
  readonly isTwoWay: boolean;
  /**
   * Checks the body against the model that the model selection expression selects.
   *
   * @throws {GatewayFault} invalid-body
   */
  readonly validate: ((invocation: RoutedInvocation) => void) | undefined;
  /** Undefined: `$connect` and `$disconnect` without one. */
  readonly integration: RouteIntegration | undefined;
}

/**
 * Decides who may connect. A promise only where the world is asked.
 *
 * @throws {GatewayFault} unsigned, unauthorized, access-denied, authorizer-failure, authorizer-configuration, invalid-signature
 */
export type Authorize = (invocation: RoutedInvocation, env: Environment) => Caller | Promise<Caller>;

/** A stage as it serves: its variables are known, its deployment and settings are compiled. */
export interface WebSocketStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly deployment: WebSocketDeployment;
  /** What the stage sets for a route of its deployment. */
  readonly settings: (route: WebSocketRoute) => StageRouteSettings;
  readonly memory: StageMemory;
  /** The certificate that HTTPS backends are shown. */
  readonly clientCertificateId?: string | undefined;
}

/** A route's integration, compiled: how an event goes out and how a response comes back. */
export interface RouteIntegration {
  readonly type: WebSocketIntegration['type'];
  /** @throws {GatewayFault} configuration, template, unsupported-media-type */
  buildRequest(invocation: MeteredInvocation): IntegrationRequest;
  /** @throws {GatewayFault} function-error, malformed-proxy-response, configuration, template */
  mapResponse(invocation: MeteredInvocation, result: IntegrationResult): MappedMessage;
}
