import { Aws, Token } from 'aws-cdk-lib';
import {
  lateText,
  parseServiceParameters,
  type HttpApiIntegration,
  type HttpRequestExpression,
} from '../../../../model/index.js';
import { defined } from '../../../../support/defined.js';
import { credentialsArn, isCaller, type CredentialsProps } from '../../../integrations/credentials.js';
import { grantPermissions, type ServicePermission } from '../../../integrations/service-permission.js';
import type { HttpIntegrationRoute, IHttpIntegration } from '../http-integration.js';
import { bindHttpSettings, type HttpIntegrationSettings } from '../http-integration-props.js';

/**
 * A value for an AWS service: a string, with `$request.header.x`, `$request.querystring.x`, `$request.path.x`,
 * `$request.body.x`, `$context.x` or `$stageVariables.x` in it; in braces where it has more than one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export type HttpServiceValue = string;

/** Settings of all integrations of HTTP APIs with an AWS service. */
export interface HttpServiceIntegrationProps extends HttpIntegrationSettings, CredentialsProps {
  /**
   * The identity that calls the service: a role, which is granted the integration's permissions unless it is immutable,
   * or `Credentials.callerPassthrough()`.
   *
   * @default - a role of the API for this service, with the permissions of the API's integrations and no others
   */
  readonly credentials?: NonNullable<CredentialsProps['credentials']>;
}

/** An action of an AWS service that HTTP APIs know. */
export interface HttpServiceCall {
  /** `SQS-SendMessage`. */
  readonly subtype: string;
  /** The service of the role: `sqs`. */
  readonly service: string;
  readonly permissions: readonly ServicePermission[];
  readonly parameters: Readonly<Record<string, HttpServiceValue | undefined>>;
  /** The Region of the resource, where it may be another than the API's. */
  readonly region?: string;
}

/** Calls an AWS service in a role that may do this one thing. */
export function httpService(call: HttpServiceCall, props: HttpServiceIntegrationProps): IHttpIntegration {
  return { bind: (route) => bindService(call, props, route) };
}

function bindService(
  { subtype, service, permissions, parameters, region }: HttpServiceCall,
  props: HttpServiceIntegrationProps,
  route: HttpIntegrationRoute,
): HttpApiIntegration {
  const credentials = props.credentials ?? route.serviceRole(service);
  if (!isCaller(credentials)) grantPermissions(credentials, permissions);
  const elsewhere = region !== undefined && region !== Aws.REGION ? { Region: region } : {};
  return {
    type: 'AWS_SERVICE',
    subtype,
    credentials: credentialsArn(credentials),
    parameters: bindParameters({ ...parameters, ...elsewhere }),
    ...bindHttpSettings(props),
  };
}

/** An expression that holds a token is parsed when the token is resolved. */
function bindParameters(
  parameters: Readonly<Record<string, HttpServiceValue | undefined>>,
): Readonly<Record<string, HttpRequestExpression>> {
  const given = defined(parameters) as Readonly<Record<string, string>>;
  const late = Object.entries(given).filter(([, value]) => Token.isUnresolved(value));
  return {
    ...parseServiceParameters(given),
    ...Object.fromEntries(late.map(([name, value]) => [name, lateText('http-request-expression', value)])),
  };
}
