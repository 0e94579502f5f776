import type { MappingExpression } from '../../../rest/integrations/integration.js';
import type { StepFunctionsStateMachine } from '../../state-machine.js';
import { executionArnJson, machineCall } from './machine-call.js';
import type { ServiceCall } from '../service-call.js';

/** An execution of a standard workflow. */
export interface StepFunctionsExecutionName<E extends string = MappingExpression> {
  /** The name that `startExecution` returned: `method.request.path.executionName`. */
  readonly executionName: E;
}

/**
 * Returns the status of an execution, and its output once it has succeeded: `{"status":"SUCCEEDED",
 * "output":{…}}`. The response is 404 where there is no such execution.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export function describeExecutionCall(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionName,
): ServiceCall {
  return machineCall(stateMachine, {
    action: 'DescribeExecution',
    requestTemplate: `{"executionArn":${executionArnJson(stateMachine, props.executionName)}}`,
    success: {
      statusCode: 200,
      responseTemplates: {
        'application/json': [
          `{"status":"$input.path('$.status')"`,
          `#if($input.path('$.output') != ''),"output":$input.path('$.output')#end}`,
        ].join(''),
      },
    },
  });
}
