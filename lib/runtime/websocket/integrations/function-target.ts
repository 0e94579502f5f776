import { parseArn } from '../../../model/arn.js';
import { knownText, type Value } from '../../../model/value.js';
import {
  compileFunction,
  compileLambdaTarget,
  type LambdaTargetContext,
  type SelectFunction,
} from '../../integrations/lambda-target.js';

/**
 * Compiles the function that an integration invokes: by the URI of its invocations, or by its ARN alone.
 *
 * Documented: a template of the guide has the ARN alone
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html).
 *
 * @param what names the integration
 */
export function compileFunctionTarget(uri: Value<string>, what: string, context: LambdaTargetContext): SelectFunction {
  const text = knownText(uri);
  const isFunction = text !== undefined && parseArn(text)?.service === 'lambda';
  return isFunction ? compileFunction(text, context) : compileLambdaTarget(uri, what, context);
}
