import type { IDeploymentRef } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IClientCertificateRef } from 'aws-cdk-lib/aws-apigateway';
import type { AccessLogProps } from '../rest/stages/access-log.js';

/** Properties that stages of HTTP and of WebSocket APIs have alike. */
export interface RouteStageProps {
  /**
   * A description of the stage.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The values of `stageVariables.x` in this stage.
   *
   * @default - only those that integrations add
   */
  readonly variables?: Readonly<Record<string, string>>;

  /**
   * Whether each change of the API is served at once. A stage without it serves a deployment: a new one for each change,
   * while earlier ones are kept to go back to.
   *
   * @default - true for the stage `$default` of an HTTP API, false for any other
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
   */
  readonly autoDeploy?: boolean;

  /**
   * A line for every request, or message of a WebSocket API. HTTP APIs require no role of the account for a log group;
   * WebSocket APIs do: `ApiGatewayAccount.ensure(this)`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
   */
  readonly accessLog?: AccessLogProps;

  /**
   * The deployment that the stage serves, or its id. Use it to go back to an earlier deployment.
   *
   * @default - the API as it is declared
   */
  readonly deploymentId?: string | IDeploymentRef;

  /**
   * Tags of the stage, beside those of `Tags.of`.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a stage of a WebSocket API presents to its backends. */
export interface StageCertificateProps {
  /**
   * The certificate that the stage presents to HTTPS backends.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
   */
  readonly clientCertificate?: IClientCertificateRef;
}
