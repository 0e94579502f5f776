import type { aws_elasticloadbalancingv2 } from 'aws-cdk-lib/interfaces';
import { pathParameterNames, type Integration, type RequestParameterMapping } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { refuseAwsApiGatewayProps, requireSluiceMethod } from './aws-apigateway-mixup.js';
import type {
  CustomIntegrationProps,
  IntegrationMethod,
  IntegrationRequestProps,
  IRestIntegration,
} from './integration.js';
import { bindCustom, bindRequest } from './settings.js';
import { connectionOf } from './vpc-link-connection.js';
import type { IntegrationVpcLink } from '../../integrations/integration-vpc-link.js';

/** The backend of an HTTP integration. */
export interface HttpTargetProps {
  /**
   * The HTTP method of the backend's request.
   *
   * @default - the method of the caller's request
   */
  readonly httpMethod?: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD' | 'ANY';

  /**
   * The VPC link by which the backend is reached. The URL then gives the scheme, the port, the path and the `Host` header;
   * its name need not exist.
   *
   * @default - over the internet
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
   */
  readonly vpcLink?: IntegrationVpcLink;

  /**
   * The load balancer behind a VPC link of the second version.
   *
   * @default - none: a VPC link of the first version has its own
   */
  readonly integrationTarget?: aws_elasticloadbalancingv2.ILoadBalancerRef;

  /**
   * Whether the backend's certificate may come from a certificate authority that API Gateway does not know. Its expiry,
   * its host name and the presence of a root certificate are checked all the same.
   *
   * @default false
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-tls-config.html
   */
  readonly insecureSkipVerification?: boolean;
}

/** Settings of an HTTP proxy integration, which passes requests and responses on unchanged. */
export interface HttpProxyIntegrationProps extends IntegrationRequestProps, HttpTargetProps {
  /**
   * Whether requests and responses are passed on unchanged.
   *
   * @default true
   */
  readonly proxy?: true;

  /**
   * `STREAM` sends the response on while the backend writes it.
   *
   * @default BUFFERED
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
   */
  readonly responseTransferMode?: 'BUFFERED' | 'STREAM';
}

/** Settings of an HTTP integration that maps requests and responses. */
export interface HttpCustomIntegrationProps extends CustomIntegrationProps, HttpTargetProps {
  /** Always false: templates map requests and responses. */
  readonly proxy: false;
}

/**
 * Sends the requests of a method to an HTTP backend.
 *
 * A variable of the URL that the method's path has too is filled in: `https://example.com/pets/{petId}` on
 * `/pets/{petId}` needs no mapping. The URL may hold stage variables: `https://${stageVariables.backend}/pets`.
 *
 * @example
 * api.get('/pets/{petId}/photos', new HttpIntegration('https://photos.example.com/{petId}'));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export class HttpIntegration implements IRestIntegration {
  constructor(
    private readonly url: string,
    private readonly props: HttpProxyIntegrationProps | HttpCustomIntegrationProps = {},
  ) {
    refuseAwsApiGatewayProps(props, 'HttpIntegration');
  }

  bind(method: IntegrationMethod): Integration {
    requireSluiceMethod(method, 'HttpIntegration');
    const { props } = this;
    const settings = props.proxy === false ? bindCustom(props) : bindRequest(props);
    const requestParameters = [
      ...this.pathMappings(method.path, settings.requestParameters ?? []),
      ...(settings.requestParameters ?? []),
    ];
    return {
      type: props.proxy === false ? 'HTTP' : 'HTTP_PROXY',
      httpMethod: props.httpMethod ?? method.httpMethod,
      uri: this.url,
      ...settings,
      ...defined({
        vpcLink: connectionOf(props, method),
        insecureSkipVerification: props.insecureSkipVerification,
        responseTransferMode: props.proxy === false ? undefined : props.responseTransferMode,
      }),
      ...(requestParameters.length > 0 && { requestParameters }),
    };
  }

  private pathMappings(path: string, mapped: readonly RequestParameterMapping[]): readonly RequestParameterMapping[] {
    return pathParameterNames(path)
      .filter((name) => this.url.includes(`{${name}}`))
      .filter((name) => !mapped.some(({ target }) => target.location === 'path' && target.name === name))
      .map((name) => ({ target: { location: 'path', name }, source: { kind: 'path', name } }));
  }
}
