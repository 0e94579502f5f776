import type { CompileOptions } from '../compile-options.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** What compiling an integration needs beside the integration. */
export interface IntegrationContext extends CompileOptions, LambdaTargetContext {}
