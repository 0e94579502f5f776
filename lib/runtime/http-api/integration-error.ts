import { isObject } from '../../support/is-object.js';
import type { LambdaPayload } from '../lambda-payload.js';
import type { HttpApiExecution } from './execute.js';

/**
 * `$context.integrationErrorMessage`: why the integration failed.
 *
 * Documented: a missing permission, an error of the function and a response in another format each have a message
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html).
 * Assumed: their wording, beyond the first words; other failures are described in our words.
 */
export function integrationError({ trace }: HttpApiExecution): string | undefined {
  const { failure } = trace;
  if (failure === undefined || trace.outputOf('integration-request') === undefined) return undefined;
  const { cause } = failure;
  switch (cause.kind) {
    case 'function-error':
      return `The Lambda function returned the following error: ${errorMessage(cause.payload)}`;
    case 'malformed-proxy-response':
      return `The response from the Lambda function doesn't match the format that API Gateway expects: ${cause.problem}`;
    default:
      return failure.message;
  }
}

function errorMessage(payload: LambdaPayload): string {
  try {
    const value = payload.value();
    return isObject(value) && typeof value.errorMessage === 'string' ? value.errorMessage : payload.text();
  } catch {
    return payload.text();
  }
}
