import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IdentitySource as IdentitySourceModel } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import { checkProps, type PropNames } from '../../check-props.js';
import { readIdentitySource, type IdentitySource } from '../../rest/authorizers/identity-source.js';
import { bindLambda, isFunction, type LambdaAuthorizerProps } from '../../rest/authorizers/lambda-authorizer.js';
import type { BoundWebSocketAuthorizer, IWebSocketAuthorizer } from './websocket-authorizer.js';

/** Settings of an authorizer of WebSocket APIs that asks a Lambda function. */
export interface WebSocketLambdaAuthorizerProps extends Omit<LambdaAuthorizerProps, 'authType' | 'resultsCacheTtl'> {
  /**
   * The parts of the request for a connection that identify the client. API Gateway responds 401 when one is missing, and
   * does not ask the function. Browsers send no headers of their own, so they identify themselves by a query parameter or a
   * cookie.
   *
   * @default - none: every request reaches the function
   */
  readonly identitySources?: readonly IdentitySource[];
}

const PROPS: PropNames<WebSocketLambdaAuthorizerProps> = {
  authorizerName: true,
  credentials: true,
  bind: true,
  stageVariable: true,
  identitySources: true,
};

/**
 * Lets a Lambda function decide who may connect, by the request that opens the connection. It returns a policy for
 * `event.methodArn`, and a context that all later events of the connection have. Results are not cached. Plain data: usable
 * in any number of APIs and stacks.
 *
 * @example
 * const authorizer = new WebSocketLambdaAuthorizer(checkToken, {
 *   identitySources: [IdentitySource.queryString('token')],
 * });
 * const api = new WebSocketApi(this, 'Chat', { connect: { authorizer }, default: new WebSocketLambda(fallback) });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export class WebSocketLambdaAuthorizer implements IWebSocketAuthorizer {
  private readonly identitySource: readonly IdentitySourceModel[];

  /**
   * @throws {SluiceError} `authorizer-of-another-kind` for the arguments of the class of the same name in aws-cdk-lib
   * @throws {SluiceError} `identity-source-invalid` for a part of a request that API Gateway does not accept
   * @throws {SluiceError} `property-unknown` for a misspelled property, or one of authorizers with a cache
   */
  constructor(
    private readonly handler: IFunction,
    private readonly props: WebSocketLambdaAuthorizerProps = {},
  ) {
    if (!isFunction(handler)) {
      throw new SluiceError(
        'authorizer-of-another-kind',
        'The first argument of WebSocketLambdaAuthorizer is not a function of aws-cdk-lib/aws-lambda',
        { hint: 'Write new WebSocketLambdaAuthorizer(handler, props): an authorizer has no id' },
      );
    }
    if (new.target === WebSocketLambdaAuthorizer) checkProps('a WebSocketLambdaAuthorizer', props, PROPS);
    this.identitySource = (props.identitySources ?? []).map((source) => readIdentitySource(source, 'WEBSOCKET'));
  }

  bind(api: BindingApi): BoundWebSocketAuthorizer {
    return {
      authorizationType: 'CUSTOM',
      authorizer: {
        type: 'REQUEST',
        ...bindLambda(api, this.handler, this.props),
        identitySource: this.identitySource,
      },
    };
  }
}
