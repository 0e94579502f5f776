import { joinValues, type Value } from '../../model/index.js';

/** The properties of an `AWS::Lambda::Permission`. */
export interface PermissionProperties {
  readonly Action: 'lambda:InvokeFunction';
  readonly FunctionName: Value<string>;
  readonly Principal: 'apigateway.amazonaws.com';
  readonly SourceArn: Value<string>;
}

/** Where an API is. */
export interface ApiPlace {
  readonly partition: Value<string>;
  readonly region: Value<string>;
  readonly account: Value<string>;
  readonly apiId: Value<string>;
}

/** The properties of the statement that lets an API invoke a function. */
export function renderPermissionProperties(functionArn: Value<string>, sourceArn: Value<string>): PermissionProperties {
  return {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: sourceArn,
  };
}

/**
 * Every method, route and stage of an API, test invocations and authorizers too: one statement a function and API, for a
 * function's own policy holds 20 KB. A route of a WebSocket API is `<api>/<stage>/<route key>`, an authorizer
 * `<api>/authorizers/<id>`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function everyRequestArn({ partition, region, account, apiId }: ApiPlace): Value<string> {
  return joinValues(['arn:', partition, ':execute-api:', region, ':', account, ':', apiId, '/*/*']);
}
