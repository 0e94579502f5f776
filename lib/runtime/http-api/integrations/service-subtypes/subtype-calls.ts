import type { ServiceSubtype } from '../../../../model/service-subtype.js';
import { APP_CONFIG_GET_CONFIGURATION } from './app-config-get-configuration.js';
import { EVENT_BRIDGE_PUT_EVENTS } from './event-bridge-put-events.js';
import { KINESIS_PUT_RECORD } from './kinesis-put-record.js';
import type { SubtypeCalls } from './service-call.js';
import { SQS_DELETE_MESSAGE } from './sqs-delete-message.js';
import { SQS_PURGE_QUEUE } from './sqs-purge-queue.js';
import { SQS_RECEIVE_MESSAGE } from './sqs-receive-message.js';
import { SQS_SEND_MESSAGE } from './sqs-send-message.js';
import { STEP_FUNCTIONS_START_EXECUTION } from './step-functions-start-execution.js';
import { STEP_FUNCTIONS_START_SYNC_EXECUTION } from './step-functions-start-sync-execution.js';
import { STEP_FUNCTIONS_STOP_EXECUTION } from './step-functions-stop-execution.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html */
export const SUBTYPE_CALLS: Readonly<Record<ServiceSubtype, SubtypeCalls>> = {
  'EventBridge-PutEvents': EVENT_BRIDGE_PUT_EVENTS,
  'SQS-SendMessage': SQS_SEND_MESSAGE,
  'SQS-ReceiveMessage': SQS_RECEIVE_MESSAGE,
  'SQS-DeleteMessage': SQS_DELETE_MESSAGE,
  'SQS-PurgeQueue': SQS_PURGE_QUEUE,
  'AppConfig-GetConfiguration': APP_CONFIG_GET_CONFIGURATION,
  'Kinesis-PutRecord': KINESIS_PUT_RECORD,
  'StepFunctions-StartExecution': STEP_FUNCTIONS_START_EXECUTION,
  'StepFunctions-StartSyncExecution': STEP_FUNCTIONS_START_SYNC_EXECUTION,
  'StepFunctions-StopExecution': STEP_FUNCTIONS_STOP_EXECUTION,
};
