export interface TemplateOptions {
  /** The stage of an API that has none of its own. Default `prod`, of an HTTP API `$default`. */
  readonly defaultStage?: string;
  /**
   * How a definition is written: as an OpenAPI document in `Body`, or with resources for each path, method, model and so
   * on. Default `body`. A WebSocket API is always written as resources.
   */
  readonly definition?: 'body' | 'resources';
}
