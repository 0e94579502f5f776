import { Aws } from 'aws-cdk-lib';
import { joinValues, type Integration, type Value } from '../../../../model/index.js';
import { defined } from '../../../../support/defined.js';
import { credentialsArn, isCaller } from '../../../integrations/credentials.js';
import type {
  CustomIntegrationProps,
  IntegrationMethod,
  IntegrationResponseProps,
  IRestIntegration,
  RequestParameterMappings,
} from '../integration.js';
import { bindCustom } from '../settings.js';
import { checkPathVariables } from './check-path.js';
import { errorResponses } from './service-errors.js';
import type { ErrorStatuses, ServiceIntegrationProps } from './service-integration-props.js';
import { grantPermissions, type ServicePermission } from '../../../integrations/service-permission.js';

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

/** Calls an AWS service in a role of the API. */
export class ServiceIntegration implements IRestIntegration {
  constructor(
    private readonly call: ServiceCall,
    private readonly props: ServiceIntegrationProps,
  ) {}

  bind(method: IntegrationMethod): Integration {
    const { target, permissions, requestTemplate } = this.call;
    if (requestTemplate !== undefined && this.props.requestTemplates === undefined) {
      checkPathVariables(requestTemplate, method);
    }
    const credentials = this.props.credentials ?? method.serviceRole(target.service);
    if (!isCaller(credentials)) grantPermissions(credentials, permissions);
    return {
      type: 'AWS',
      httpMethod: target.httpMethod ?? 'POST',
      uri: serviceUri(target),
      credentials: credentialsArn(credentials),
      ...bindCustom(this.settings()),
    };
  }

  private settings(): CustomIntegrationProps {
    const { call, props } = this;
    const requestParameters = { ...call.requestParameters, ...props.requestParameters };
    const requestTemplates = props.requestTemplates ?? this.ownTemplates();
    return {
      ...defined({ timeout: props.timeout, requestTemplates }),
      ...(Object.keys(requestParameters).length > 0 && { requestParameters }),
      ...(requestTemplates !== undefined && { passthroughBehavior: 'NEVER' }),
      responses: props.responses ?? [
        { ...call.success, ...props.success },
        ...(call.errors ?? errorResponses({ ...call.errorStatuses, ...props.errorStatuses })),
      ],
    };
  }

  private ownTemplates(): Readonly<Record<string, string>> | undefined {
    const { requestTemplate } = this.call;
    if (requestTemplate === undefined) return undefined;
    const { contentTypes = ['application/json'] } = this.props;
    return Object.fromEntries(contentTypes.map((contentType) => [contentType, requestTemplate]));
  }
}

function serviceUri({ service, subdomain, request, region = Aws.REGION }: ServiceTarget): Value<string> {
  const host = subdomain === undefined ? service : `${subdomain}.${service}`;
  return joinValues(['arn:', Aws.PARTITION, ':apigateway:', region, `:${host}:${request}`]);
}
