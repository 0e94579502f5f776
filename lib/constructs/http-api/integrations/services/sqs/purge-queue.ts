import type { aws_sqs } from 'aws-cdk-lib/interfaces';
import type { IHttpIntegration } from '../../http-integration.js';
import type { HttpServiceIntegrationProps } from '../http-service.js';
import { queueIntegration } from './queue-call.js';

/**
 * Deletes every message of a queue.
 *
 * @example
 * api.post('/orders/purge', HttpSqsIntegration.purgeQueue(queue), { authorizer: Authorizer.IAM });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function purgeQueue(queue: aws_sqs.IQueueRef, props: HttpServiceIntegrationProps = {}): IHttpIntegration {
  return queueIntegration(queue, { action: 'PurgeQueue' }, props);
}
