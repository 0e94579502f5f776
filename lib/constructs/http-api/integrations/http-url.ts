import type { HttpApiIntegration, HttpMethod } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { IHttpIntegration } from './http-integration.js';
import { bindHttpSettings, type HttpProxySettings } from './http-integration-props.js';
import { bindRequestMap } from './mappings.js';

/** Settings of an integration with a public URL. */
export interface HttpUrlIntegrationProps extends HttpProxySettings {
  /**
   * The HTTP method of the backend's request.
   *
   * @default ANY - the method of the caller's request
   */
  readonly httpMethod?: HttpMethod;
}

/**
 * Passes the requests of a route on to a public URL, and its response to the caller.
 *
 * The URL may hold variables of the route's path, which are filled in, and stage variables.
 *
 * @example
 * api.addRoute('ANY /files/{proxy+}', new HttpUrlIntegration('https://files.example.com/{proxy}'));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export class HttpUrlIntegration implements IHttpIntegration {
  constructor(
    private readonly url: string,
    private readonly props: HttpUrlIntegrationProps = {},
  ) {}

  bind(): HttpApiIntegration {
    const { httpMethod = 'ANY', map } = this.props;
    return {
      type: 'HTTP_PROXY',
      httpMethod,
      uri: this.url,
      ...bindHttpSettings(this.props),
      ...defined({ requestParameters: map && bindRequestMap(map) }),
    };
  }
}
