import { isObject } from '../../support/is-object.js';
import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import type { LambdaPayload } from '../lambda-payload.js';

/** A function, and what it is told of a request. */
export interface AuthorizerCall {
  readonly functionName: string;
  readonly qualifier: string | undefined;
  readonly payload: LambdaPayload;
  /** `X-Amzn-Trace-Id` as it goes on. */
  readonly traceId: string;
  readonly timeoutMs: number;
}

/**
 * Asks the function of a Lambda authorizer, and returns what it answered.
 *
 * Documented: a function that fails with exactly `Unauthorized` makes a 401, any other failure a 500
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
 *
 * @throws {GatewayFault} unauthorized, authorizer-failure, authorizer-configuration
 */
export async function invokeAuthorizer(call: AuthorizerCall, env: Environment): Promise<unknown> {
  const result = await env.lambda.invoke({ ...call, invocationType: 'RequestResponse' });
  switch (result.kind) {
    case 'answer':
      return valueOf(result.payload);
    case 'function-error': {
      const message = errorMessage(result.payload);
      if (message === 'Unauthorized') {
        throw new GatewayFault({ kind: 'unauthorized', problem: `the authorizer ${call.functionName} said so` });
      }
      throw failure(`the authorizer ${call.functionName} failed: ${message}`);
    }
    case 'timeout':
      throw failure(`the authorizer ${call.functionName} did not respond within ${call.timeoutMs} ms`);
    case 'refused':
      throw new GatewayFault({
        kind: 'authorizer-configuration',
        problem: `the authorizer ${call.functionName} cannot be invoked: ${result.errorType}: ${result.message}`,
      });
    default:
      throw new GatewayFault({
        kind: 'authorizer-configuration',
        problem: `the authorizer ${call.functionName} returned a stream; expected JSON`,
      });
  }
}

function failure(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'authorizer-failure', problem });
}

/** Undefined for what is no JSON, which no reader of results takes. */
function valueOf(payload: LambdaPayload): unknown {
  try {
    return payload.value();
  } catch {
    return undefined;
  }
}

function errorMessage(payload: LambdaPayload): string {
  const error = valueOf(payload);
  return isObject(error) && typeof error.errorMessage === 'string' ? error.errorMessage : payload.text();
}
