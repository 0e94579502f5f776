import type { LambdaFunction } from '../../model/lambda-function.js';
import type { ManagementEndpoint } from '../management-endpoint.js';
import { accountVariables } from './function-account.js';
import type { FunctionIdentity } from './function-call.js';

/** What every function of one gateway runs with. */
export interface SharedSettings {
  readonly region: string;
  /** Service, as in an ARN or as the SDKs name it, → URL. */
  readonly awsEndpoints: Readonly<Record<string, string>>;
  /** Set where WebSocket APIs are served and the operator names no other endpoint of theirs. */
  readonly management?: ManagementEndpoint | undefined;
  /** The variables of the gateway's own process. */
  readonly shell: Readonly<Record<string, string | undefined>>;
}

// A function meets nothing of the developer's shell but what it needs to find programs, certificates, proxies and an
// AWS account.
const PASSED_ON = [
  'HOME',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'LD_LIBRARY_PATH',
  'NODE_EXTRA_CA_CERTS',
  'NO_PROXY',
  'PATH',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'VIRTUAL_ENV',
  'https_proxy',
  'http_proxy',
  'no_proxy',
];

/** Where a service's name in an ARN or host differs from the SDKs' service id. */
const ENDPOINT_NAMES: Readonly<Record<string, string>> = {
  'cognito-idp': 'COGNITO_IDENTITY_PROVIDER',
  'execute-api': 'APIGATEWAYMANAGEMENTAPI',
  email: 'SES',
  events: 'EVENTBRIDGE',
  logs: 'CLOUDWATCH_LOGS',
  monitoring: 'CLOUDWATCH',
  scheduler: 'SCHEDULER',
  secretsmanager: 'SECRETS_MANAGER',
  states: 'SFN',
};

/**
 * All environment variables of one function.
 *
 * Lambda's own come first, so that the function's may not be lost to them, then the endpoints, then what the operator
 * gave for this function.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function functionVariables(
  definition: LambdaFunction,
  handler: string,
  identity: FunctionIdentity,
  taskRoot: string,
  shared: SharedSettings,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const { shell, region } = shared;
  return {
    ...pick(shell, PASSED_ON),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...accountVariables(shell),
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime ?? 'custom'}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: identity.memoryLimit,
    AWS_LAMBDA_FUNCTION_NAME: identity.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: identity.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: identity.logStreamName,
    AWS_REGION: region,
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
    ...managementVariables(shared.management),
    ...endpointVariables(shared.awsEndpoints),
    ...definition.environment,
    ...extra,
  };
}

/** For clients whose code names no endpoint. */
export function managementVariables(endpoint: ManagementEndpoint | undefined): Record<string, string> {
  return endpoint === undefined
    ? {}
    : { AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: `http://${endpoint.host}:${endpoint.port}` };
}

/**
 * The endpoints that SDK clients of a function call in place of AWS.
 *
 * Documented: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointVariables(endpoints: SharedSettings['awsEndpoints']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(endpoints).map(([service, url]) => {
      const name = ENDPOINT_NAMES[service.toLowerCase()] ?? service.toUpperCase().replace(/[^A-Z0-9]/g, '_');
      return [`AWS_ENDPOINT_URL_${name}`, url];
    }),
  );
}

function pick(from: SharedSettings['shell'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
