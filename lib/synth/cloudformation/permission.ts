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

/**
 * Lets every method and stage of an API, test invocations too, invoke a function: one statement a function and API, for
 * a function's own policy holds 20 KB.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function renderPermissionProperties(functionArn: Value<string>, place: ApiPlace): PermissionProperties {
  const { partition, region, account, apiId } = place;
  return {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: joinValues(['arn:', partition, ':execute-api:', region, ':', account, ':', apiId, '/*/*']),
  };
}
