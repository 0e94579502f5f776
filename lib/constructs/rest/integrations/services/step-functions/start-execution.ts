import type { IRestIntegration, MappingExpression } from '../../integration.js';
import { escaped } from '../../../templates/velocity-reference.js';
import { jsonText, literal } from '../../../../integrations/services/json-text.js';
import { readPayload, type ServicePayload } from '../../../../integrations/services/payload.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { wherePresent } from '../../../../integrations/services/service-value.js';
import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import { machineIntegration } from './machine-call.js';

/** The input and the name of an execution. */
export interface StepFunctionsExecutionProps extends ServiceIntegrationProps {
  /**
   * The execution's input. The response is 400 where it is not JSON.
   *
   * @default method.request.body - the request's body
   */
  readonly input?: ServicePayload;

  /**
   * The execution's name. With the same name and input a standard workflow starts once.
   *
   * @default - Step Functions makes one up
   */
  readonly executionName?: MappingExpression;
}

/**
 * Starts an execution. The response is 202 `{"executionName":"…"}`, which describes and stops the execution. The
 * response is 409 where another execution has the same name.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionProps = {},
): IRestIntegration {
  return machineIntegration(
    stateMachine,
    {
      action: 'StartExecution',
      requestTemplate: executionRequest(stateMachine, props),
      success: {
        statusCode: 202,
        responseTemplates: {
          'application/json': `{"executionName":"$input.path('$.executionArn').replaceAll('^.*:', '')"}`,
        },
      },
    },
    props,
  );
}

/** VTL of a request that starts an execution. */
export function executionRequest(
  { stateMachineRef }: StepFunctionsStateMachine,
  { input = 'method.request.body', executionName }: StepFunctionsExecutionProps,
): string {
  const { before, reference } = readPayload(input, 'json');
  return [
    before,
    `{"stateMachineArn":${literal(stateMachineRef.stateMachineArn)},\n"input":"${escaped(reference)}"`,
    executionName === undefined ? '' : wherePresent(executionName, `,\n"name":${jsonText(executionName)}`),
    '}',
  ].join('');
}
