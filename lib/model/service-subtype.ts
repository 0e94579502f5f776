/** The parameters of a first-class service integration of HTTP APIs. */
export interface ServiceSubtypeParameters {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/**
 * The parameters of each integration subtype.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export const SERVICE_SUBTYPES = {
  'EventBridge-PutEvents': {
    required: ['Detail', 'DetailType', 'Source'],
    optional: ['Time', 'EventBusName', 'Resources', 'Region', 'TraceHeader'],
  },
  'SQS-SendMessage': {
    required: ['QueueUrl', 'MessageBody'],
    optional: [
      ...['DelaySeconds', 'MessageAttributes', 'MessageDeduplicationId', 'MessageGroupId'],
      ...['MessageSystemAttributes', 'Region'],
    ],
  },
  'SQS-ReceiveMessage': {
    required: ['QueueUrl'],
    optional: [
      ...['AttributeNames', 'MaxNumberOfMessages', 'MessageAttributeNames', 'ReceiveRequestAttemptId'],
      ...['VisibilityTimeout', 'WaitTimeSeconds', 'Region'],
    ],
  },
  'SQS-DeleteMessage': { required: ['QueueUrl', 'ReceiptHandle'], optional: ['Region'] },
  'SQS-PurgeQueue': { required: ['QueueUrl'], optional: ['Region'] },
  'AppConfig-GetConfiguration': {
    required: ['Application', 'Environment', 'Configuration', 'ClientId'],
    optional: ['ClientConfigurationVersion', 'Region'],
  },
  'Kinesis-PutRecord': {
    required: ['StreamName', 'Data', 'PartitionKey'],
    optional: ['SequenceNumberForOrdering', 'ExplicitHashKey', 'Region'],
  },
  'StepFunctions-StartExecution': { required: ['StateMachineArn'], optional: ['Name', 'Input', 'Region'] },
  'StepFunctions-StartSyncExecution': {
    required: ['StateMachineArn'],
    optional: ['Name', 'Input', 'Region', 'TraceHeader'],
  },
  'StepFunctions-StopExecution': { required: ['ExecutionArn'], optional: ['Cause', 'Error', 'Region'] },
} as const satisfies Readonly<Record<string, ServiceSubtypeParameters>>;

/** The name of an integration subtype, such as `SQS-SendMessage`. */
export type ServiceSubtype = keyof typeof SERVICE_SUBTYPES;

/** Whether API Gateway has an integration subtype of this name. */
export function isServiceSubtype(name: string): name is ServiceSubtype {
  return Object.hasOwn(SERVICE_SUBTYPES, name);
}
