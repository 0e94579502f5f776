import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { escaped } from '../../../rest/templates/velocity-reference.js';
import { jsonText, literal } from '../json-text.js';
import { readPayload, type ServicePayload } from '../payload.js';
import { wherePresent } from '../service-value.js';
import type { StepFunctionsStateMachine } from '../../state-machine.js';
import { machineCall } from './machine-call.js';
import type { ServiceCall } from '../service-call.js';

/** The input and the name of an execution. */
export interface StepFunctionsExecution<E extends string = MappingExpression> {
  /**
   * The execution's input. The response is 400 where it is not JSON.
   *
   * @default method.request.body - the request's body
   */
  readonly input?: ServicePayload<E>;

  /**
   * The execution's name. With the same name and input a standard workflow starts once.
   *
   * @default - Step Functions makes one up
   */
  readonly executionName?: E;
}

/**
 * Starts an execution. The response is 202 `{"executionName":"…"}`, which describes and stops the execution. The
 * response is 409 where another execution has the same name.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecutionCall(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecution = {},
): ServiceCall {
  return machineCall(stateMachine, {
    action: 'StartExecution',
    requestTemplate: executionRequest(stateMachine, props),
    success: {
      statusCode: 202,
      responseTemplates: {
        'application/json': `{"executionName":"$input.path('$.executionArn').replaceAll('^.*:', '')"}`,
      },
    },
  });
}

/** VTL of a request that starts an execution. */
export function executionRequest(
  { stateMachineRef }: StepFunctionsStateMachine,
  { input = 'method.request.body', executionName }: StepFunctionsExecution,
): string {
  const { before, reference } = readPayload(input, 'json');
  return [
    before,
    `{"stateMachineArn":${literal(stateMachineRef.stateMachineArn)},\n"input":"${escaped(reference)}"`,
    executionName === undefined ? '' : wherePresent(executionName, `,\n"name":${jsonText(executionName)}`),
    '}',
  ].join('');
}
