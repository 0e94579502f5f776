import type { CompileOptions } from '../compile-options.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** Inputs that compiling an integration takes beside its definition. */
export type IntegrationContext = CompileOptions & LambdaTargetContext;
