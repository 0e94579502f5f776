import type { aws_stepfunctions } from 'aws-cdk-lib/interfaces';
import { regionOf } from '../../../../integrations/service-permission.js';
import type { IHttpIntegration } from '../../http-integration.js';
import { httpService, type HttpServiceIntegrationProps, type HttpServiceValue } from '../http-service.js';

/** An execution to start. */
export interface HttpStepFunctionsStartProps extends HttpServiceIntegrationProps {
  /**
   * The execution's input, a JSON document.
   *
   * @default $request.body - the request's body
   */
  readonly input?: HttpServiceValue;

  /**
   * The execution's name, which no other execution of the last 90 days may have.
   *
   * @default - Step Functions makes one
   */
  readonly executionName?: HttpServiceValue;
}

/**
 * Starts an execution of a state machine. The response is that of Step Functions: it does not wait for the end.
 *
 * @example
 * api.post('/orders', HttpStepFunctionsIntegration.startExecution(machine));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function startExecution(
  stateMachine: aws_stepfunctions.IStateMachineRef,
  props: HttpStepFunctionsStartProps = {},
): IHttpIntegration {
  const { stateMachineArn } = stateMachine.stateMachineRef;
  return httpService(
    {
      subtype: 'StepFunctions-StartExecution',
      service: 'states',
      region: regionOf(stateMachine, stateMachineArn),
      permissions: [{ actions: ['states:StartExecution'], resources: [stateMachineArn] }],
      parameters: {
        StateMachineArn: stateMachineArn,
        Name: props.executionName,
        Input: props.input ?? '$request.body',
      },
    },
    props,
  );
}
