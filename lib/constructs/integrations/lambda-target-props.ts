import type { CredentialsProps } from './credentials.js';

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
