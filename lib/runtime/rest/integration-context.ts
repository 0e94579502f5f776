import type { NormalizedRestApi } from '../../model/normalize.js';
import type { CompileOptions } from '../compile-options.js';
import type { ContextNames } from './context.js';
import type { NotSimulated } from '../not-simulated.js';

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
