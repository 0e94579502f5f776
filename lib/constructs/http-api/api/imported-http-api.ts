import type { Construct } from 'constructs';
import { DEFAULT_HTTP_STAGE, httpStageUrl } from '../stages/http-stage-url.js';
import { HttpApiBase } from './http-api-base.js';

/** What is known of an HTTP API that another app deploys. */
export interface HttpApiAttributes {
  /** The id that API Gateway gives the API. */
  readonly apiId: string;

  /**
   * The name of the stage that `url` leads to.
   *
   * @default $default
   */
  readonly stageName?: string;
}

/** An HTTP API that another app deploys. Its definition cannot be changed from here. */
export class ImportedHttpApi extends HttpApiBase {
  readonly apiId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { apiId, stageName = DEFAULT_HTTP_STAGE }: HttpApiAttributes) {
    super(scope, id);
    this.apiId = apiId;
    this.url = httpStageUrl(this, apiId, stageName);
  }
}
