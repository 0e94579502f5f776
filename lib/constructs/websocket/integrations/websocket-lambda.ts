import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { WebSocketIntegration } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { CredentialsProps } from '../../integrations/credentials.js';
import type { LambdaBindingProps } from '../../integrations/lambda-target-props.js';
import {
  aliasTarget,
  allowTarget,
  functionTarget,
  targetUri,
  type LambdaTarget,
} from '../../integrations/lambda-target.js';
import { isFunction } from '../../rest/authorizers/lambda-authorizer.js';
import type { WebSocketContentProps, WebSocketCustomProps, WebSocketRequestProps } from './custom-props.js';
import { bindWebSocketCustom, bindWebSocketRequest } from './settings.js';
import type { IWebSocketIntegration, WebSocketIntegrationRoute } from './websocket-integration.js';

/** How a Lambda integration of WebSocket APIs names and is allowed to invoke its function. */
export interface WebSocketLambdaTargetProps extends LambdaBindingProps, CredentialsProps {
  /**
   * Whether the function may be invoked for this route only. By default one permission covers the whole API, since a
   * function's policy holds 20 KB, the statements of a few dozen routes. Without effect where `credentials` authorize the
   * integration.
   *
   * @default false
   */
  readonly scopePermissionToRoute?: boolean;
}

/** Settings of a Lambda proxy integration: the event is the whole message, and the function returns the whole response. */
export interface WebSocketLambdaProxyProps
  extends WebSocketRequestProps, WebSocketContentProps, WebSocketLambdaTargetProps {
  /**
   * Whether messages and responses are passed on unchanged.
   *
   * @default true
   */
  readonly proxy?: true;
}

/** Settings of a Lambda integration whose event and response are mapped by templates. */
export interface WebSocketLambdaCustomProps extends WebSocketCustomProps, WebSocketLambdaTargetProps {
  /** Always false: templates map messages and responses. */
  readonly proxy: false;
}

/** Settings of a Lambda integration of WebSocket APIs. */
export type WebSocketLambdaProps = WebSocketLambdaProxyProps | WebSocketLambdaCustomProps;

/**
 * Invokes a Lambda function for the messages of a route. With `proxy: false`, templates write its event and the response.
 *
 * @example
 * api.addRoute('sendMessage', new WebSocketLambda(send));
 * api.addRoute('sum', new WebSocketLambda(sum, {
 *   proxy: false,
 *   requestTemplates: { $default: MappingTemplate.json({ numbers: input.path('$.numbers') }) },
 *   responses: [{}, { key: '/.*Invalid.*\/', templates: { $default: '{"error":"invalid numbers"}' } }],
 * }), { respond: true });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketLambda implements IWebSocketIntegration {
  /**
   * Invokes the alias that a stage variable names. The API may invoke every alias of the list; a stage that does not set
   * the variable invokes the first.
   *
   * @example
   * api.addRoute('sendMessage', WebSocketLambda.fromStageVariable('release', [live, next]));
   * @param aliases of one function
   * @throws {SluiceError} `stage-variable-permission` when a stage names an alias that is not in the list
   */
  static fromStageVariable(
    variable: string,
    aliases: readonly IAlias[],
    props: Omit<WebSocketLambdaProxyProps, keyof LambdaBindingProps> = {},
  ): IWebSocketIntegration {
    const [first, ...others] = aliases;
    if (first === undefined || others.some(({ version }) => version.lambda !== first.version.lambda)) {
      throw new SluiceError(
        'alias-expected',
        `The stage variable "${variable}" has to choose among aliases of one function`,
        { hint: `WebSocketLambda.fromStageVariable('${variable}', [live, next])` },
      );
    }
    const target = aliasTarget(variable, [first, ...others]);
    return { bind: (route) => bindLambda(target, props, route) };
  }

  private readonly target: LambdaTarget;

  /** @throws {SluiceError} `function-expected` for what is not a function, such as the scope of a construct */
  constructor(
    handler: IFunction,
    private readonly props: WebSocketLambdaProps = {},
  ) {
    if (!isFunction(handler)) {
      throw new SluiceError(
        'function-expected',
        'The first argument of WebSocketLambda is not a function of aws-cdk-lib/aws-lambda',
        { hint: 'Write new WebSocketLambda(handler, props): an integration has no id' },
      );
    }
    this.target = functionTarget(handler, props);
  }

  bind(route: WebSocketIntegrationRoute): WebSocketIntegration {
    return bindLambda(this.target, this.props, route);
  }
}

function bindLambda(
  target: LambdaTarget,
  props: WebSocketLambdaProps,
  route: WebSocketIntegrationRoute,
): WebSocketIntegration {
  const { credentials, scopePermissionToRoute = false } = props;
  allowTarget(target, credentials, scopePermissionToRoute ? { routeKey: route.routeKey } : {}, route);
  const called = { httpMethod: 'POST', uri: targetUri(target, route) };
  return props.proxy === false
    ? { type: 'AWS', ...called, ...bindWebSocketCustom(props) }
    : { type: 'AWS_PROXY', ...called, ...bindWebSocketRequest(props) };
}
