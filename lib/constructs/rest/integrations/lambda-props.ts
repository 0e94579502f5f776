import type { LambdaTargetProps } from '../../integrations/lambda-target-props.js';
import type { CustomIntegrationProps, IntegrationRequestProps } from './integration.js';

/** Settings of a Lambda proxy integration: the event is the whole request, and the function returns the whole response. */
export interface LambdaProxyIntegrationProps extends IntegrationRequestProps, LambdaTargetProps {
  /**
   * Whether requests and responses are passed on unchanged.
   *
   * @default true
   */
  readonly proxy?: true;

  /**
   * `STREAM` sends the response while the function writes it: for a handler that is wrapped in
   * `awslambda.streamifyResponse`.
   *
   * @default BUFFERED
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
   */
  readonly responseTransferMode?: 'BUFFERED' | 'STREAM';

  /**
   * Whether the caller gets a response before the function is done.
   *
   * @default false
   */
  readonly asynchronous?: false;
}

/** Settings of a Lambda integration whose event and response are mapped by templates. */
export interface LambdaCustomIntegrationProps extends CustomIntegrationProps, LambdaTargetProps {
  /** Always false: templates map requests and responses. */
  readonly proxy: false;
  /**
   * Whether the caller gets a response before the function is done.
   *
   * @default false
   */
  readonly asynchronous?: false;
}

/**
 * Settings of a Lambda integration that does not wait for the function. The event is the request's body, or the output of
 * a mapping template.
 */
export interface LambdaAsynchronousIntegrationProps extends CustomIntegrationProps, LambdaTargetProps {
  /**
   * Whether the response of the function is passed on: an asynchronous invocation has none.
   *
   * @default false
   */
  readonly proxy?: false;

  /**
   * Whether the caller gets a response before the function has finished.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
   */
  readonly asynchronous: true;

  /**
   * The responses to requests that were accepted.
   *
   * @default - status 202 without a body
   */
  readonly responses?: CustomIntegrationProps['responses'];
}

/** Settings of a Lambda integration. */
export type LambdaIntegrationProps =
  LambdaProxyIntegrationProps | LambdaCustomIntegrationProps | LambdaAsynchronousIntegrationProps;
