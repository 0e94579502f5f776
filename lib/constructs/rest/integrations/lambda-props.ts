import type { CredentialsProps } from './credentials.js';
import type { CustomIntegrationProps, IntegrationRequestProps } from './integration.js';

/** How an API names a function. */
export interface LambdaBindingProps {
  /**
   * `arn` writes the function's ARN into the API. `stage-variable` writes a stage variable and lets every stage say what
   * it holds: for a function that itself refers to the API, which CloudFormation refuses the other way, since then only
   * the stage depends on the function.
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

/** Which requests a function may be invoked for. Without effect where `credentials` authorize the integration. */
export interface LambdaPermissionProps {
  /**
   * Whether the function may be invoked for this method only. By default one permission covers the API, so that the
   * function's policy, which holds 20 KB, has room for more than about forty methods.
   *
   * @default false
   */
  readonly scopePermissionToMethod?: boolean;

  /**
   * Whether the console's test button and `TestInvokeMethod` may invoke the function. Without it every stage gets a
   * permission of its own.
   *
   * @default true
   */
  readonly allowTestInvoke?: boolean;
}

/** What all Lambda integrations may say. */
export interface LambdaTargetProps extends LambdaBindingProps, LambdaPermissionProps, CredentialsProps {}

/** The function gets the whole request as its event and returns status, headers and body itself. */
export interface LambdaProxyIntegrationProps extends IntegrationRequestProps, LambdaTargetProps {
  /**
   * Whether requests and responses go through unmapped.
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

  readonly asynchronous?: false;
}

/** The function gets what mapping templates make of the request, and its JSON is mapped to responses. */
export interface LambdaCustomIntegrationProps extends CustomIntegrationProps, LambdaTargetProps {
  readonly proxy: false;
  readonly asynchronous?: false;
}

/**
 * The function is invoked with the request's body, or what a mapping template makes of the request, and the caller gets a
 * response without waiting for it.
 */
export interface LambdaAsynchronousIntegrationProps extends CustomIntegrationProps, LambdaTargetProps {
  readonly proxy?: false;

  /**
   * Whether the caller waits for the function.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
   */
  readonly asynchronous: true;

  /**
   * The responses, which tell the caller that the request was accepted.
   *
   * @default - status 202 without a body
   */
  readonly responses?: CustomIntegrationProps['responses'];
}

/** Settings of a Lambda integration. */
export type LambdaIntegrationProps =
  LambdaProxyIntegrationProps | LambdaCustomIntegrationProps | LambdaAsynchronousIntegrationProps;
