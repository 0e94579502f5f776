import type { aws_sqs } from 'aws-cdk-lib/interfaces';
import type { IHttpIntegration } from '../../http-integration.js';
import { encryptionKeyOf, keyPermissions, regionOf } from '../../../../integrations/service-permission.js';
import { httpService, type HttpServiceIntegrationProps, type HttpServiceValue } from '../http-service.js';

/** An action on a queue. */
export interface QueueCall {
  readonly action: 'SendMessage' | 'ReceiveMessage' | 'DeleteMessage' | 'PurgeQueue';
  readonly parameters?: Readonly<Record<string, HttpServiceValue | undefined>>;
  /** Actions on the key of an encrypted queue. */
  readonly keyActions?: readonly `kms:${string}`[];
}

/** Calls a queue in a role that may do this one thing. */
export function queueIntegration(
  queue: aws_sqs.IQueueRef,
  { action, parameters = {}, keyActions = [] }: QueueCall,
  props: HttpServiceIntegrationProps,
): IHttpIntegration {
  const { queueArn, queueUrl } = queue.queueRef;
  const key = encryptionKeyOf(queue);
  return httpService(
    {
      subtype: `SQS-${action}`,
      service: 'sqs',
      region: regionOf(queue, queueArn),
      permissions: [
        { actions: [`sqs:${action}`], resources: [queueArn] },
        ...(keyActions.length === 0 ? [] : keyPermissions(key, 'sqs', keyActions)),
      ],
      parameters: { QueueUrl: queueUrl, ...parameters },
    },
    props,
  );
}
