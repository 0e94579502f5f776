import { describe } from 'vitest';
import { parseServiceParameters, type HttpApi } from '../../../lib/model/index.js';
import { finds, httpRoute } from '../findings.js';

const ROLE = { credentials: 'arn:aws:iam::000000000000:role/api' };

function calling(subtype: string, parameters: Readonly<Record<string, string>>, more: object = ROLE): HttpApi {
  return httpRoute({
    integration: { type: 'AWS_SERVICE', subtype, parameters: parseServiceParameters(parameters), ...more },
  });
}

describe('service-integration-invalid', () => {
  finds([
    [
      'nothing in a call with its parameters',
      calling('SQS-SendMessage', { QueueUrl: 'q', MessageBody: '$request.body' }),
      [],
    ],
    [
      'nothing in attributes with a variable',
      calling('SQS-SendMessage', {
        ...{ QueueUrl: 'q', MessageBody: 'b' },
        MessageAttributes: '{"a":{"DataType":"String","StringValue":"${request.header.x}"}}',
      }),
      [],
    ],
    [
      'a subtype that does not exist',
      calling('SQS-ListQueues', {}),
      [
        'error invalid-value GET /pets integrationSubtype: The integration subtype SQS-ListQueues does not exist; available: EventBridge-PutEvents, SQS-SendMessage, SQS-ReceiveMessage, SQS-DeleteMessage, SQS-PurgeQueue, AppConfig-GetConfiguration, Kinesis-PutRecord, StepFunctions-StartExecution, StepFunctions-StartSyncExecution, StepFunctions-StopExecution',
      ],
    ],
    [
      'parameters that are unknown, missing or refused, and a missing role',
      calling('SQS-DeleteMessage', { QueueUrl: 'q', Receipt: 'r' }, {}),
      [
        'error invalid-value GET /pets requestParameters Receipt: SQS-DeleteMessage has no parameter Receipt; available: QueueUrl, ReceiptHandle, Region',
        'error invalid-value GET /pets requestParameters: SQS-DeleteMessage requires the parameter ReceiptHandle',
        'error invalid-value GET /pets credentials: SQS-DeleteMessage requires a role that API Gateway calls the service with',
      ],
    ],
    [
      'attributes without a variable',
      calling('SQS-SendMessage', { QueueUrl: 'q', MessageBody: 'b', MessageAttributes: '{"a":{}}' }),
      [
        'error invalid-value GET /pets requestParameters MessageAttributes: MessageAttributes without a variable is refused; expected JSON with a variable in it, such as ${request.header.x}',
      ],
    ],
  ]);
});
