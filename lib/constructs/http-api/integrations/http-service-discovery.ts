import type { aws_servicediscovery } from 'aws-cdk-lib/interfaces';
import type { HttpApiIntegration } from '../../../model/index.js';
import type { IHttpIntegration } from './http-integration.js';
import { privateIntegration, type HttpPrivateIntegrationProps } from './private-integration.js';

/** Settings of an integration with a service of AWS Cloud Map. */
export interface HttpServiceDiscoveryIntegrationProps extends HttpPrivateIntegrationProps {
  /**
   * Attributes that the service's instances must have to be chosen: `{ stage: 'green' }`. Stage variables may stand in
   * the values.
   *
   * @default - any instance
   */
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Passes the requests of a route on to the instances of an AWS Cloud Map service in a VPC.
 *
 * The path of the backend's request begins with the stage's name, unless the stage is `$default`: to leave it out, map
 * `'overwrite:path': '$request.path'`.
 *
 * @example
 * api.get('/orders', new HttpServiceDiscoveryIntegration(service, { vpcLink: link, attributes: { stage: 'green' } }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export class HttpServiceDiscoveryIntegration implements IHttpIntegration {
  constructor(
    private readonly service: aws_servicediscovery.IServiceRef,
    private readonly props: HttpServiceDiscoveryIntegrationProps,
  ) {}

  bind(): HttpApiIntegration {
    const query = Object.entries(this.props.attributes ?? {}).map(([name, value]) => `${name}=${value}`);
    const uri = [this.service.serviceRef.serviceArn, ...(query.length === 0 ? [] : [query.join('&')])].join('?');
    return privateIntegration(uri, this.props);
  }
}
