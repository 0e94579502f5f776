import type { Duration } from 'aws-cdk-lib';
import type { HttpApiIntegrationSettings } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { ResponseMaps, RequestMap } from '../routes/mapping-types.js';
import { bindResponseMaps } from './mappings.js';

/** Settings of all integrations of HTTP APIs. */
export interface HttpIntegrationSettings {
  /**
   * Time that the backend has to respond, 50 ms to 30 seconds.
   *
   * @default 30 seconds
   */
  readonly timeout?: Duration;

  /**
   * Changes of the response by its status: `{ 404: { 'overwrite:statuscode': '200' } }`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly mapResponses?: ResponseMaps;
}

/** Settings of integrations that pass the request on. */
export interface HttpProxySettings extends HttpIntegrationSettings {
  /**
   * Changes of the request: `{ 'append:header.X-Stage': '$context.stage' }`. The compiler checks path variables in a
   * route's own `map` only.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly map?: RequestMap;
}

/** Settings as the model has them. */
export function bindHttpSettings({ timeout, mapResponses }: HttpIntegrationSettings): HttpApiIntegrationSettings {
  return defined({
    timeoutMs: timeout?.toMilliseconds(),
    responseParameters: mapResponses && bindResponseMaps(mapResponses),
  });
}
