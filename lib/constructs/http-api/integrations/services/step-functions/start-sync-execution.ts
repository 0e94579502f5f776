import type { aws_stepfunctions } from 'aws-cdk-lib/interfaces';
import { regionOf } from '../../../../integrations/service-permission.js';
import type { IHttpIntegration } from '../../http-integration.js';
import { httpService, type HttpServiceValue } from '../http-service.js';
import type { HttpStepFunctionsStartProps } from './start-execution.js';

/** An execution to start and to wait for. */
export interface HttpStepFunctionsStartSyncProps extends HttpStepFunctionsStartProps {
  /**
   * The execution's X-Ray trace header.
   *
   * @default - none
   */
  readonly traceHeader?: HttpServiceValue;
}

/**
 * Starts an execution of an express state machine and waits for its end. The response is that of Step Functions, with the
 * output in its member `output`.
 *
 * @example
 * api.post('/prices', HttpStepFunctionsIntegration.startSyncExecution(machine));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function startSyncExecution(
  stateMachine: aws_stepfunctions.IStateMachineRef,
  props: HttpStepFunctionsStartSyncProps = {},
): IHttpIntegration {
  const { stateMachineArn } = stateMachine.stateMachineRef;
  return httpService(
    {
      subtype: 'StepFunctions-StartSyncExecution',
      service: 'states',
      region: regionOf(stateMachine, stateMachineArn),
      permissions: [{ actions: ['states:StartSyncExecution'], resources: [stateMachineArn] }],
      parameters: {
        StateMachineArn: stateMachineArn,
        Name: props.executionName,
        Input: props.input ?? '$request.body',
        TraceHeader: props.traceHeader,
      },
    },
    props,
  );
}
