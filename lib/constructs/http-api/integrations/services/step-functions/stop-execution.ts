import type { aws_stepfunctions } from 'aws-cdk-lib/interfaces';
import { executionArn } from '../../../../integrations/state-machine.js';
import { regionOf } from '../../../../integrations/service-permission.js';
import type { IHttpIntegration } from '../../http-integration.js';
import { httpService, type HttpServiceIntegrationProps, type HttpServiceValue } from '../http-service.js';

/** An execution to stop. */
export interface HttpStepFunctionsStopProps extends HttpServiceIntegrationProps {
  /**
   * The execution's ARN.
   *
   * @default $request.body.executionArn
   */
  readonly executionArn?: HttpServiceValue;

  /**
   * A description of why the execution is stopped.
   *
   * @default - none
   */
  readonly cause?: HttpServiceValue;

  /**
   * The error code of the stopped execution.
   *
   * @default - none
   */
  readonly error?: HttpServiceValue;
}

/**
 * Stops an execution of a state machine. The role may stop executions of this one machine only.
 *
 * @example
 * api.post('/orders/stop', HttpStepFunctionsIntegration.stopExecution(machine, { cause: 'Stopped by the customer' }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function stopExecution(
  stateMachine: aws_stepfunctions.IStateMachineRef,
  props: HttpStepFunctionsStopProps = {},
): IHttpIntegration {
  const { stateMachineArn } = stateMachine.stateMachineRef;
  return httpService(
    {
      subtype: 'StepFunctions-StopExecution',
      service: 'states',
      region: regionOf(stateMachine, stateMachineArn),
      permissions: [{ actions: ['states:StopExecution'], resources: [`${executionArn(stateMachineArn)}:*`] }],
      parameters: {
        ExecutionArn: props.executionArn ?? '$request.body.executionArn',
        Cause: props.cause,
        Error: props.error,
      },
    },
    props,
  );
}
