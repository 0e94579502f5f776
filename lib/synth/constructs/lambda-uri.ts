import { parseIntegrationUri, printValue, type Value } from '../../model/index.js';

/** A function that a `LambdaIntegration` or an authorizer of constructs names in the same way. */
export interface CalledFunction {
  readonly functionArn: Value<string>;
  readonly streaming: boolean;
}

/**
 * The function of an invocation URI, where constructs write the same: for the URI's own Region and partition, without a
 * stage variable.
 */
export function calledFunction(uri: Value<string>): CalledFunction | undefined {
  const target = parseIntegrationUri(uri);
  if (target.kind !== 'lambda' || !INVOCATION.test(printValue(uri))) return undefined;
  const { functionArn, streaming } = target;
  const arn = printValue(functionArn);
  if (arn.includes('stageVariables') || arn === '' || arn.includes('/')) return undefined;
  return { functionArn, streaming };
}

const INVOCATION =
  /^arn:(?:aws|\$\{AWS::Partition\}):apigateway:(?:[a-z0-9-]+|\$\{AWS::Region\}):lambda:path\/(?:2015-03-31\/functions\/.*\/invocations|2021-11-15\/functions\/.*\/response-streaming-invocations)$/s;
