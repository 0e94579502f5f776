import { anyServiceCall, type AwsServiceRequest } from '../../../integrations/services/any-service.js';
import type { ServiceIntegrationProps } from './service-integration-props.js';
import { ServiceIntegration } from './service-integration.js';

/** A call of any AWS service. */
export interface AwsServiceIntegrationProps extends ServiceIntegrationProps, AwsServiceRequest {}

/**
 * Calls any action or path of an AWS service. Services with an integration of their own, such as
 * `DynamoDbIntegration`, require less code.
 *
 * The request template is not written for you: escape values of the caller, as `MappingTemplate.json` does.
 *
 * @example
 * api.post('/sentiment', new AwsServiceIntegration({
 *   service: 'comprehend',
 *   action: 'DetectSentiment',
 *   permissions: [{ actions: ['comprehend:DetectSentiment'], resources: ['*'] }],
 *   requestTemplates: { 'application/json': '{"LanguageCode":"en","Text":$input.json("$.text")}' },
 * }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
 */
export class AwsServiceIntegration extends ServiceIntegration {
  constructor(props: AwsServiceIntegrationProps) {
    super(anyServiceCall(props), props);
  }
}
