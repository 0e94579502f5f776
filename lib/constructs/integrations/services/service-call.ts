import { Aws } from 'aws-cdk-lib';
import { joinValues, type Value } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';
import type { IntegrationResponseProps, RequestParameterMappings } from '../../rest/integrations/integration.js';
import type { ErrorStatuses } from '../../rest/integrations/services/service-integration-props.js';
import { credentialsArn, isCaller, type IntegrationCredentials } from '../credentials.js';
import { grantPermissions, type ServicePermission } from '../service-permission.js';

/** A call of an AWS service: the members of an integration that its props may replace. */
export interface ServiceCall {
  readonly target: ServiceTarget;
  readonly permissions: readonly ServicePermission[];
  readonly requestParameters?: RequestParameterMappings;

  /** Absent where the request's body is the payload, of any content type. */
  readonly requestTemplate?: string;
  readonly success: IntegrationResponseProps;
  readonly errorStatuses?: ErrorStatuses;

  /** Replaces the error responses that are chosen by name, for services whose errors are not JSON. */
  readonly errors?: readonly IntegrationResponseProps[];
}

/** Where a request goes. */
export interface ServiceTarget {
  /** The service's name in integration URIs: `dynamodb`, `sqs`, `states`. */
  readonly service: string;

  /** The part of the host before the service's name. */
  readonly subdomain?: string;

  /** `action/PutItem`, or `path/` and a path, which may have variables in braces. */
  readonly request: `action/${string}` | `path/${string}`;
  readonly region?: string;

  /** Default POST. */
  readonly httpMethod?: string;
}

/** The part of an integration in the model that names the service and who calls it. */
export interface BoundService {
  readonly type: 'AWS';
  readonly httpMethod: string;
  readonly uri: Value<string>;
  readonly credentials: string;
}

/** Lets an API call a service: in a role of the API for this service, unless other credentials are given. */
export function bindService(
  { target, permissions }: Pick<ServiceCall, 'target' | 'permissions'>,
  given: IntegrationCredentials | undefined,
  api: BindingApi,
): BoundService {
  const credentials = given ?? api.serviceRole(target.service);
  if (!isCaller(credentials)) grantPermissions(credentials, permissions);
  return {
    type: 'AWS',
    httpMethod: target.httpMethod ?? 'POST',
    uri: serviceUri(target),
    credentials: credentialsArn(credentials),
  };
}

/** `arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders`. */
function serviceUri({ service, subdomain, request, region = Aws.REGION }: ServiceTarget): Value<string> {
  const host = subdomain === undefined ? service : `${subdomain}.${service}`;
  return joinValues(['arn:', Aws.PARTITION, ':apigateway:', region, `:${host}:${request}`]);
}
