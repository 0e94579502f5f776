import type { VpcLinkConnection, WebSocketIntegration } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { CredentialsProps } from '../../integrations/credentials.js';
import type { IntegrationVpcLink } from '../../integrations/integration-vpc-link.js';
import { isVpcLinkV2 } from '../../integrations/vpc-link-v2.js';
import type { WebSocketContentProps, WebSocketCustomProps, WebSocketRequestProps } from './custom-props.js';
import { bindWebSocketCustom, bindWebSocketRequest } from './settings.js';
import type { IWebSocketIntegration } from './websocket-integration.js';

/** The backend of an HTTP integration of WebSocket APIs. */
export interface WebSocketHttpTargetProps extends Pick<CredentialsProps, 'credentials'> {
  /**
   * The HTTP method of the backend's request.
   *
   * @default POST
   */
  readonly httpMethod?: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD' | 'ANY';

  /**
   * The VPC link, a `VpcLink` to a Network Load Balancer, by which the backend is reached. The URL then gives the scheme,
   * the port, the path and the `Host` header.
   *
   * @default - over the internet
   */
  readonly vpcLink?: IntegrationVpcLink;
}

/** Settings of an HTTP proxy integration of WebSocket APIs. */
export interface WebSocketHttpProxyProps
  extends WebSocketRequestProps, WebSocketContentProps, WebSocketHttpTargetProps {}

/** Settings of an HTTP integration of WebSocket APIs that maps messages and responses. */
export interface WebSocketHttpProps extends WebSocketCustomProps, WebSocketHttpTargetProps {}

/**
 * Sends the messages of a route to an HTTP backend as they are, and its response to the client of a route with `respond`.
 * The backend learns the id of the connection only where it is mapped.
 *
 * @example
 * api.addRoute('order', new WebSocketHttpProxy('https://orders.example.com/messages', {
 *   requestParameters: { 'integration.request.header.X-Connection': 'context.connectionId' },
 * }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketHttpProxy implements IWebSocketIntegration {
  constructor(
    private readonly url: string,
    private readonly props: WebSocketHttpProxyProps = {},
  ) {}

  /** @throws {SluiceError} `vpc-link-version` for a VPC link of the second version */
  bind(): WebSocketIntegration {
    return { type: 'HTTP_PROXY', ...targetOf(this.url, this.props), ...bindWebSocketRequest(this.props) };
  }
}

/**
 * Sends the messages of a route to an HTTP backend, mapped by templates, which map its responses too.
 *
 * @example
 * api.addRoute('order', new WebSocketHttp('https://orders.example.com/orders', {
 *   requestTemplates: { $default: MappingTemplate.json({ item: input.path('$.item') }) },
 *   responses: [{}, { key: '/5\\d{2}/', templates: { $default: '{"error":"try again"}' } }],
 * }), { respond: true });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html
 */
export class WebSocketHttp implements IWebSocketIntegration {
  constructor(
    private readonly url: string,
    private readonly props: WebSocketHttpProps = {},
  ) {}

  /** @throws {SluiceError} `vpc-link-version` for a VPC link of the second version */
  bind(): WebSocketIntegration {
    return { type: 'HTTP', ...targetOf(this.url, this.props), ...bindWebSocketCustom(this.props) };
  }
}

function targetOf(
  uri: string,
  { httpMethod = 'POST', vpcLink }: WebSocketHttpTargetProps,
): { readonly uri: string; readonly httpMethod: string; readonly vpcLink?: VpcLinkConnection } {
  return { uri, httpMethod, ...defined({ vpcLink: vpcLink && connectionBy(vpcLink, uri) }) };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html */
function connectionBy(vpcLink: IntegrationVpcLink, uri: string): VpcLinkConnection {
  if (!isVpcLinkV2(vpcLink)) return { id: vpcLink.vpcLinkRef.vpcLinkId };
  throw new SluiceError(
    'vpc-link-version',
    `The integration with ${uri} has a VPC link of the second version; WebSocket APIs require one of the first`,
    { hint: 'Use new VpcLink(this, id, { target: networkLoadBalancer })' },
  );
}
