import type { HttpApiIntegration, HttpMethod } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { IntegrationVpcLink } from '../../integrations/integration-vpc-link.js';
import { bindHttpSettings, type HttpProxySettings } from './http-integration-props.js';
import { bindRequestMap } from './mappings.js';

/** Settings of integrations with a backend in a VPC. */
export interface HttpPrivateIntegrationProps extends HttpProxySettings {
  /**
   * The VPC link by which the backend is reached: a `VpcLinkV2`, or aws-apigatewayv2's `VpcLink`. HTTP APIs do not take
   * links of the first version.
   */
  readonly vpcLink: IntegrationVpcLink;

  /**
   * The HTTP method of the backend's request.
   *
   * @default ANY - the method of the caller's request
   */
  readonly httpMethod?: HttpMethod;

  /**
   * The name that the backend's certificate has to be for. It makes the request use HTTPS.
   *
   * @default - the request uses HTTP
   */
  readonly serverNameToVerify?: string;
}

/** The integration of a listener or a service, by its ARN. */
export function privateIntegration(uri: string, props: HttpPrivateIntegrationProps): HttpApiIntegration {
  const { vpcLink, httpMethod = 'ANY', serverNameToVerify, map } = props;
  return {
    type: 'HTTP_PROXY',
    httpMethod,
    uri,
    vpcLink: { id: vpcLink.vpcLinkRef.vpcLinkId },
    ...defined({ serverNameToVerify }),
    ...bindHttpSettings(props),
    ...defined({ requestParameters: map && bindRequestMap(map) }),
  };
}
