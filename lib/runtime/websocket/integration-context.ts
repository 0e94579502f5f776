import type { CompileOptions } from '../compile-options.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';
import type { TemplatesContext } from '../mapping/mapping-templates.js';
import type { ParametersContext } from '../mapping/request-parameters.js';
import type { MeteredInvocation } from './invocation.js';

/** Inputs that compiling an integration takes beside its definition. */
export interface IntegrationContext
  extends
    CompileOptions,
    LambdaTargetContext,
    TemplatesContext<MeteredInvocation>,
    ParametersContext<MeteredInvocation> {
  readonly output: RouteOutput;
}

/**
 * The use of an integration's output: to decide the handshake (`$connect`), to be sent to the client (a route with a route
 * response), or none.
 *
 * Documented: without a route response no output reaches the client
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html).
 */
export type RouteOutput = 'handshake' | 'frame' | 'none';
