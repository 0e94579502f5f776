import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { executeApiArn, parsePath, printArn, type HttpMethod } from '../../model/index.js';

/** The API an ARN names, wherever it is defined. */
export interface InvokedApi extends IConstruct {
  /** The API's id. */
  readonly restApiId: string;
}

/** The part of an API that may be invoked. */
export interface InvokeScope {
  /**
   * The name of the stage.
   *
   * @default - every stage
   */
  readonly stageName?: string;

  /**
   * The HTTP method; `ANY` is every method.
   *
   * @default - every method
   */
  readonly httpMethod?: HttpMethod;

  /**
   * A path of the API; each of its variables matches any value.
   *
   * @default - every path
   */
  readonly path?: string;
}

/**
 * The ARN that policies name to let somebody invoke an API: `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{method}/{path}`.
 *
 * A variable becomes `*`, which in a policy also matches slashes: whoever may invoke `/pets/{petId}` by policy may
 * invoke `/pets/{petId}/toys` too.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function invokeArn(api: InvokedApi, scope: InvokeScope = {}): string {
  return executeArn(api, api.restApiId, scope);
}

/** The same of an API of any kind, by its id. */
export function executeArn(
  scope: IConstruct,
  apiId: string,
  { stageName = '*', httpMethod = 'ANY', path }: InvokeScope = {},
): string {
  const { partition, region, account } = Stack.of(scope);
  return executeApiArn({
    partition,
    region,
    account,
    apiId,
    stage: stageName,
    httpMethod: httpMethod === 'ANY' ? '*' : httpMethod,
    path: path === undefined ? '*' : invokedPath(path),
  });
}

/** The routes of a WebSocket API that an ARN names. */
export interface RouteScope {
  /**
   * The name of the stage.
   *
   * @default - every stage
   */
  readonly stageName?: string;

  /**
   * The key of the route: `$connect`, `sendMessage`.
   *
   * @default - every route
   */
  readonly routeKey?: string;
}

/**
 * The ARN of routes of a WebSocket API: `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{routeKey}`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function routeArn(
  scope: IConstruct,
  apiId: string,
  { stageName = '*', routeKey = '*' }: RouteScope = {},
): string {
  const { partition, region, account } = Stack.of(scope);
  return printArn({
    partition,
    service: 'execute-api',
    region,
    account,
    resource: `${apiId}/${stageName}/${routeKey}`,
  });
}

/**
 * The ARN of the `@connections` of a WebSocket API, by which backends send messages to clients.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function connectionsArn(
  scope: IConstruct,
  apiId: string,
  { stageName = '*', method }: { readonly stageName?: string | undefined; readonly method: string },
): string {
  return routeArn(scope, apiId, { stageName, routeKey: `${method}/@connections/*` });
}

function invokedPath(path: string): string {
  return parsePath(path)
    .map((part) => (part.kind === 'literal' ? part.text : '*'))
    .join('/');
}
