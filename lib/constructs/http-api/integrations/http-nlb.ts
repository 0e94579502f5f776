import type { aws_elasticloadbalancingv2 } from 'aws-cdk-lib/interfaces';
import type { HttpApiIntegration } from '../../../model/index.js';
import type { IHttpIntegration } from './http-integration.js';
import { privateIntegration, type HttpPrivateIntegrationProps } from './private-integration.js';

/**
 * Passes the requests of a route on to a listener of a Network Load Balancer in a VPC.
 *
 * The path of the backend's request begins with the stage's name, unless the stage is `$default`: to leave it out, map
 * `'overwrite:path': '$request.path'`.
 *
 * @example
 * const link = new VpcLinkV2(this, 'Link', { vpc });
 * api.addRoute('ANY /orders/{proxy+}', new HttpNlbIntegration(listener, { vpcLink: link }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export class HttpNlbIntegration implements IHttpIntegration {
  constructor(
    private readonly listener: aws_elasticloadbalancingv2.IListenerRef,
    private readonly props: HttpPrivateIntegrationProps,
  ) {}

  bind(): HttpApiIntegration {
    return privateIntegration(this.listener.listenerRef.listenerArn, this.props);
  }
}
