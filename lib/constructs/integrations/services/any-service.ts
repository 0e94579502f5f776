import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { IntegrationCredentials } from '../credentials.js';
import type { ServicePermission } from '../service-permission.js';
import type { ServiceCall } from './service-call.js';

/** An action or a path of any AWS service. */
export interface AwsServiceRequest {
  /** The service's name in integration URIs: `comprehend`, `dynamodb`, `s3`. */
  readonly service: string;

  /**
   * The action: `DetectSentiment`. Either this or `path`.
   *
   * @default - the request goes to `path`
   */
  readonly action?: string;

  /**
   * The path of the service's endpoint, without a first slash; it may have variables, `bucket/{key}`, that
   * `requestParameters` fill in.
   *
   * @default - the request is the action `action`
   */
  readonly path?: string;

  /**
   * The part of the host before the service's name, such as `runtime` of `runtime.sagemaker`.
   *
   * @default - none
   */
  readonly subdomain?: string;

  /**
   * The Region of the service's endpoint.
   *
   * @default - the API's
   */
  readonly region?: string;

  /**
   * The HTTP method of the request to the service.
   *
   * @default POST
   */
  readonly httpMethod?: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'HEAD' | 'ANY';

  /**
   * Permissions of the role in which API Gateway calls the service.
   *
   * @default - required, unless `credentials` is given
   */
  readonly permissions?: readonly ServicePermission[];
}

/**
 * A call of any AWS service, whose response is passed on.
 *
 * @throws {SluiceError} `service-permission-missing`, `service-request-invalid`
 */
export function anyServiceCall(
  props: AwsServiceRequest & { readonly credentials?: IntegrationCredentials },
): ServiceCall {
  const { service, subdomain, region, httpMethod, permissions = [] } = props;
  if (permissions.length === 0 && props.credentials === undefined) {
    throw new SluiceError(
      'service-permission-missing',
      `The integration with ${service} has no permissions: API Gateway would call the service in a role that may do nothing`,
      {
        hint: `Add permissions: [{ actions: ['${service}:${props.action ?? '…'}'], resources: [arn] }], or credentials`,
      },
    );
  }
  return {
    target: { service, request: requestOf(props), ...defined({ subdomain, region, httpMethod }) },
    permissions,
    success: { statusCode: 200 },
  };
}

function requestOf({ service, action, path }: AwsServiceRequest): `action/${string}` | `path/${string}` {
  if (action !== undefined && path === undefined) return `action/${action}`;
  if (path !== undefined && action === undefined) return `path/${path.replace(/^\/+/, '')}`;
  throw new SluiceError(
    'service-request-invalid',
    `The integration with ${service} has ${action === undefined ? 'neither an action nor a path' : 'an action and a path'}; exactly one is expected`,
  );
}
