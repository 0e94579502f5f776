import type { IRestIntegration, MappingExpression } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import { executionArnJson, machineIntegration } from './machine-call.js';

/** An execution of a standard workflow. */
export interface StepFunctionsExecutionNameProps extends ServiceIntegrationProps {
  /** The name that `startExecution` returned: `method.request.path.executionName`. */
  readonly executionName: MappingExpression;
}

/**
 * Returns the status of an execution, and its output once it has succeeded: `{"status":"SUCCEEDED",
 * "output":{…}}`. The response is 404 where there is no such execution.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export function describeExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionNameProps,
): IRestIntegration {
  return machineIntegration(
    stateMachine,
    {
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
    },
    props,
  );
}
