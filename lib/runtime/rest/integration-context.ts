import type { MethodAuthorization } from '../../model/method.js';
import type { NormalizedRestApi } from '../../model/normalize.js';
import type { CompileOptions } from '../compile-options.js';
import type { ContextNames } from './context.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** What compiling an integration needs beside the integration. */
export interface IntegrationContext extends CompileOptions, LambdaTargetContext {
  readonly api: NormalizedRestApi;
  readonly apiId: string;
  readonly binaryMediaTypes: readonly string[];
  /** Of the method: what it finds out of the caller goes into events. */
  readonly authorizationType: MethodAuthorization['type'];
  readonly apiKeyRequired: boolean;
  /** Notes which members of `$context` a template of the integration can read. */
  nameContext(names: ContextNames): void;
  /** Which members of `$context` any template of the integration can read: they all share one. */
  contextNames(): ContextNames;
}
