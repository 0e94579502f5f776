import type { NormalizedRestApi } from '../../model/normalize.js';
import type { Integration } from '../../model/integration.js';
import type { CompileOptions } from '../compile-options.js';
import type { IntegrationRequest, IntegrationResult } from '../integrations/invoke-integration.js';
import type { ContextNames } from './context.js';
import type { MappedResponse, ValidatedInvocation } from './invocation.js';
import type { NotSimulated } from '../not-simulated.js';

/** A method's integration, compiled: how a request goes out and how an answer comes back. */
export interface RouteIntegration {
  readonly type: Integration['type'] | 'NONE';
  /** @throws {GatewayFault} UNSUPPORTED_MEDIA_TYPE, API_CONFIGURATION_ERROR, INTEGRATION_FAILURE */
  buildRequest(invocation: ValidatedInvocation): IntegrationRequest;
  /** @throws {GatewayFault} API_CONFIGURATION_ERROR, INTEGRATION_FAILURE */
  mapResponse(invocation: ValidatedInvocation, result: IntegrationResult): MappedResponse;
}

/** What compiling an integration needs beside the integration. */
export interface IntegrationContext extends CompileOptions {
  readonly api: NormalizedRestApi;
  readonly apiId: string;
  readonly binaryMediaTypes: readonly string[];
  /** Notes which members of `$context` a template of the integration can read. */
  nameContext(names: ContextNames): void;
  /** Which members of `$context` any template of the integration can read: they all share one. */
  contextNames(): ContextNames;
  /** Notes what cannot be run; the route is then refused. */
  refuse(finding: NotSimulated): void;
}
