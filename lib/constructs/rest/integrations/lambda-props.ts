import type { CredentialsProps } from '../../integrations/credentials.js';
import type { CustomIntegrationProps, IntegrationRequestProps } from './integration.js';

/** How the API's definition names the function. */
export interface LambdaBindingProps {
  /**
   * `arn` writes the function's ARN into the definition. `stage-variable` writes a stage variable, which every stage sets
   * to the ARN: for a function that itself refers to the API. The API then does not depend on the function, only its
   * stages do, and CloudFormation finds no cycle.
   *
   * @default arn
   */
  readonly bind?: 'arn' | 'stage-variable';

  /**
   * The stage variable's name, of letters, digits and `_`.
   *
   * @default - made of the function's construct path
   */
  readonly stageVariable?: string;
}

/** Requests that the function may be invoked for. Without effect where `credentials` authorize the integration. */
export interface LambdaPermissionProps {
  /**
   * Whether the function may be invoked for this method only. By default one permission covers the whole API, since a
   * function's policy holds 20 KB, the statements of a few dozen methods.
   *
   * @default false
   */
  readonly scopePermissionToMethod?: boolean;

  /**
   * Whether test invocations, by the console or `TestInvokeMethod`, may invoke the function. If not, there is one
   * permission for each stage.
   *
   * @default true
   */
  readonly allowTestInvoke?: boolean;
}

/** Settings of all Lambda integrations. */
export interface LambdaTargetProps extends LambdaBindingProps, LambdaPermissionProps, CredentialsProps {}

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
