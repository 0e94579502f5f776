import type { ITopic, ITopicRef } from 'aws-cdk-lib/aws-sns';
import { publishCall, type SnsMessage } from '../../../../integrations/services/sns/publish.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** A message to a topic. */
export interface SnsPublishProps extends ServiceIntegrationProps, SnsMessage {}

/**
 * Publishes a message to a topic. The response is 202 `{"messageId":"…"}`.
 *
 * Documented: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 * @throws SluiceError `service-request-invalid` for a FIFO topic without a group
 */
export function publish(topic: ITopic | ITopicRef, props: SnsPublishProps = {}): IRestIntegration {
  return new ServiceIntegration(publishCall(topic, props), props);
}
