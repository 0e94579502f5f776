import {
  describeExecutionCall,
  type StepFunctionsExecutionName,
} from '../../../integrations/services/step-functions/describe-execution.js';
import {
  startExecutionCall,
  type StepFunctionsExecution,
} from '../../../integrations/services/step-functions/start-execution.js';
import { startSyncExecutionCall } from '../../../integrations/services/step-functions/start-sync-execution.js';
import { stopExecutionCall } from '../../../integrations/services/step-functions/stop-execution.js';
import type { StepFunctionsStateMachine } from '../../../integrations/state-machine.js';
import type { MessageMapping } from '../message-mapping.js';
import type { IWebSocketIntegration } from '../websocket-integration.js';
import { webSocketService, type WebSocketServiceProps } from './websocket-service.js';

/** The input and the name of an execution that a WebSocket API starts. */
export interface WebSocketStepFunctionsExecutionProps
  extends WebSocketServiceProps, StepFunctionsExecution<MessageMapping> {}

/** An execution that a WebSocket API stops or describes. */
export interface WebSocketStepFunctionsExecutionNameProps
  extends WebSocketServiceProps, StepFunctionsExecutionName<MessageMapping> {}

/**
 * Integrations of WebSocket APIs with AWS Step Functions. Clients see the names of executions, not their ARNs.
 *
 * @example
 * api.addRoute('order', WebSocketStepFunctions.startExecution(machine, {
 *   input: { order: 'route.request.body.order', connection: 'context.connectionId' },
 * }), { respond: true });
 */
export const WebSocketStepFunctions = {
  /** Starts an execution, and does not wait for its end. The response is `{"executionName":"…"}`. */
  startExecution: (
    stateMachine: StepFunctionsStateMachine,
    props: WebSocketStepFunctionsExecutionProps = {},
  ): IWebSocketIntegration => webSocketService(startExecutionCall(stateMachine, props), props),

  /** Runs an express workflow. The response is its output; where it fails, `{"message":"Internal server error"}`. */
  startSyncExecution: (
    stateMachine: StepFunctionsStateMachine,
    props: WebSocketStepFunctionsExecutionProps = {},
  ): IWebSocketIntegration => webSocketService(startSyncExecutionCall(stateMachine, props), props),

  /** Stops an execution. The response is empty. */
  stopExecution: (
    stateMachine: StepFunctionsStateMachine,
    props: WebSocketStepFunctionsExecutionNameProps,
  ): IWebSocketIntegration => webSocketService(stopExecutionCall(stateMachine, props), props),

  /** Returns the status and the output of an execution. */
  describeExecution: (
    stateMachine: StepFunctionsStateMachine,
    props: WebSocketStepFunctionsExecutionNameProps,
  ): IWebSocketIntegration => webSocketService(describeExecutionCall(stateMachine, props), props),
} as const;
