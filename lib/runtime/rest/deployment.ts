import type { EndpointType } from '../../model/endpoint-configuration.js';
import type { CacheSettings, MethodSettings, Throttle } from '../../model/stage.js';
import type { Value } from '../../model/value.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import type { GatewayResponseRenderers } from './gateway-response-renderer.js';
import type { RequestValidation } from './method-request.js';
import type { Lenience, NotSimulated } from '../not-simulated.js';
import type { PathTree } from '../routing/path-tree.js';
import type { RouteIntegration } from './route-integration.js';

/** A frozen API, compiled: what a stage points at. Nothing in it changes after it was made. */
export interface RestDeployment {
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
  readonly binaryMediaTypes: readonly string[];
  readonly minimumCompressionBytes: number | undefined;
  readonly disableExecuteApiEndpoint: boolean;
  readonly tree: PathTree<RestMethod>;
  readonly methods: readonly RestMethod[];
  readonly gatewayResponses: GatewayResponseRenderers;
}

export interface RestMethod {
  /** Its place in `RestDeployment.methods`. */
  readonly index: number;
  /** As declared: `ANY` stays `ANY`. */
  readonly httpMethod: string;
  readonly resourcePath: string;
  /** `$context.resourceId`: 6 characters, 10 for the root. */
  readonly resourceId: string;
  /** Why the route is refused; empty for a route that is served. */
  readonly refusals: readonly NotSimulated[];
  /** What is served although it is not enforced, by the operator's wish. */
  readonly unenforced: readonly NotSimulated[];
  readonly validation: RequestValidation;
  readonly integration: RouteIntegration;
}

/** A stage as it serves: its variables are known, its deployment and settings are compiled. */
export interface RestStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly deployment: RestDeployment;
  /** What the stage sets for a method of its deployment. */
  readonly settings: (method: RestMethod) => StageMethodSettings;
  /** Set on a stage that has a canary: whether this is the canary's side of it. */
  readonly isCanary?: boolean;
}

/** What a stage sets for one method. */
export interface StageMethodSettings {
  readonly throttle: Throttle;
  readonly caching: CacheSettings;
  readonly logging: NonNullable<MethodSettings['logging']>;
  readonly metricsEnabled: Value<boolean>;
  /** Why the route is refused on this stage, for the method's own reasons or for these settings; empty if it is served. */
  readonly refusals: readonly NotSimulated[];
  /** What is served although it is not enforced, by the operator's wish. */
  readonly unenforced: readonly NotSimulated[];
}
