import type { ContentHandling, PassthroughBehavior } from '../../../../model/index.js';
import { anyServiceCall, type AwsServiceRequest } from '../../../integrations/services/any-service.js';
import type { ServiceIntegrationProps } from './service-integration-props.js';
import { ServiceIntegration } from './service-integration.js';

/** A call of any AWS service. */
export interface AwsServiceIntegrationProps extends ServiceIntegrationProps, AwsServiceRequest {
  /**
   * Whether a request whose content type has no template is passed to the service, or refused with 415. A body that is passed on
   * lets the caller write the request.
   *
   * @default - NEVER with templates, else WHEN_NO_MATCH
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
   */
  readonly passthroughBehavior?: PassthroughBehavior;

  /**
   * Conversion of the request's body between bytes and text.
   *
   * @default - no conversion
   */
  readonly contentHandling?: ContentHandling;
}

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
