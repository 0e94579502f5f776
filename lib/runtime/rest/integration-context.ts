import type { MethodAuthorization } from '../../model/method.js';
import type { NormalizedRestApi } from '../../model/normalize.js';
import type { CompileOptions } from '../compile-options.js';
import type { TemplatesContext } from '../mapping/mapping-templates.js';
import type { ParametersContext } from '../mapping/request-parameters.js';
import type { RoutedInvocation } from './invocation.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** What compiling an integration needs beside the integration. */
export interface IntegrationContext
  extends CompileOptions, LambdaTargetContext, TemplatesContext<RoutedInvocation>, ParametersContext<RoutedInvocation> {
  readonly api: NormalizedRestApi;
  readonly apiId: string;
  readonly binaryMediaTypes: readonly string[];
  /** Of the method: what it finds out of the caller goes into events. */
  readonly authorizationType: MethodAuthorization['type'];
  readonly apiKeyRequired: boolean;
}
