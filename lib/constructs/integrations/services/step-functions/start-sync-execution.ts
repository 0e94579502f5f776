import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { singleQuoted } from '../../../rest/templates/velocity-reference.js';
import { respondWith } from '../service-errors.js';
import type { ErrorStatuses } from '../../../rest/integrations/services/service-integration-props.js';
import type { StepFunctionsStateMachine } from '../../state-machine.js';
import { machineCall } from './machine-call.js';
import { executionRequest, type StepFunctionsExecution } from './start-execution.js';
import type { ServiceCall } from '../service-call.js';

/** An execution whose output is the response. */
export interface StepFunctionsSyncExecution<E extends string = MappingExpression> extends StepFunctionsExecution<E> {
  /**
   * Statuses by the name of the error that an execution fails with: `{ PetNotFound: 404 }`. Its cause is not passed on.
   *
   * @default - 500 for every error
   */
  readonly failureStatuses?: ErrorStatuses;
}

/**
 * Runs an express workflow and returns its output. The response is 500 where the execution fails, unless
 * `failureStatuses` lists its error, and 504 where it times out.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 * Observed: `states:action/StartSyncExecution` reaches the endpoint for synchronous calls; aws-cdk-lib's
 * StepFunctionsIntegration is built on it.
 */
export function startSyncExecutionCall(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsSyncExecution = {},
): ServiceCall {
  return machineCall(stateMachine, {
    action: 'StartSyncExecution',
    requestTemplate: executionRequest(stateMachine, props),
    success: {
      statusCode: 200,
      responseTemplates: { 'application/json': responseTemplate(props.failureStatuses ?? {}) },
    },
  });
}

function responseTemplate(failureStatuses: ErrorStatuses): string {
  const failures = Object.entries(failureStatuses).map(
    ([name, status]) => `#elseif($error == ${singleQuoted(name)})${respondWith(status)}`,
  );
  return [
    "#set($status = $input.path('$.status'))#set($error = $input.path('$.error'))",
    "#if($status == 'SUCCEEDED')$input.path('$.output')",
    `#elseif($status == 'TIMED_OUT')${respondWith(504)}`,
    ...failures,
    `#{else}${respondWith(500)}#end`,
  ].join('\n');
}
