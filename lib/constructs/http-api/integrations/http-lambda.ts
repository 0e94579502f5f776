import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { HttpApiIntegration, PayloadFormatVersion } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { InvokePermissionScope } from '../../binding.js';
import { credentialsArn, type CredentialsProps } from '../../integrations/credentials.js';
import type { LambdaBindingProps } from '../../integrations/lambda-target-props.js';
import {
  aliasTarget,
  allowTarget,
  functionTarget,
  targetUri,
  type LambdaTarget,
} from '../../integrations/lambda-target.js';
import type { HttpIntegrationRoute, IHttpIntegration } from './http-integration.js';
import { bindHttpSettings, type HttpProxySettings } from './http-integration-props.js';
import { bindRequestMap } from './mappings.js';

/** Settings of a Lambda integration of HTTP APIs. */
export interface HttpLambdaIntegrationProps extends HttpProxySettings, LambdaBindingProps, CredentialsProps {
  /**
   * The form of the event and of the response.
   *
   * @default 2.0
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  readonly payloadFormatVersion?: PayloadFormatVersion;

  /**
   * Whether the function may be invoked for this route only. By default one permission covers the whole API, since a
   * function's policy holds 20 KB, the statements of a few dozen routes. Without effect where `credentials` authorize the
   * integration.
   *
   * @default false
   */
  readonly scopePermissionToRoute?: boolean;
}

/**
 * Invokes a Lambda function for the requests of a route.
 *
 * @example
 * api.get('/pets', new HttpLambdaIntegration(listPets));
 * api.post('/imports', new HttpLambdaIntegration(importPets, { payloadFormatVersion: '1.0' }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export class HttpLambdaIntegration implements IHttpIntegration {
  /**
   * Invokes the alias that a stage variable names. The API may invoke every alias of the list; a stage that does not set
   * the variable invokes the first.
   *
   * @example
   * api.get('/pets', HttpLambdaIntegration.fromStageVariable('release', [live, next]));
   * @param aliases of one function
   * @throws {SluiceError} `stage-variable-permission` when a stage names an alias that is not in the list
   */
  static fromStageVariable(
    variable: string,
    aliases: readonly IAlias[],
    props: Omit<HttpLambdaIntegrationProps, keyof LambdaBindingProps> = {},
  ): IHttpIntegration {
    const [first, ...others] = aliases;
    if (first === undefined || others.some(({ version }) => version.lambda !== first.version.lambda)) {
      throw new SluiceError(
        'alias-expected',
        `The stage variable "${variable}" has to choose among aliases of one function`,
        { hint: `HttpLambdaIntegration.fromStageVariable('${variable}', [live, next])` },
      );
    }
    const target = aliasTarget(variable, [first, ...others]);
    return { bind: (route) => bindLambda(target, props, route) };
  }

  private readonly target: LambdaTarget;

  constructor(
    handler: IFunction,
    private readonly props: HttpLambdaIntegrationProps = {},
  ) {
    this.target = functionTarget(handler, props);
  }

  bind(route: HttpIntegrationRoute): HttpApiIntegration {
    return bindLambda(this.target, this.props, route);
  }
}

function bindLambda(
  target: LambdaTarget,
  props: HttpLambdaIntegrationProps,
  route: HttpIntegrationRoute,
): HttpApiIntegration {
  const { credentials, map, payloadFormatVersion = '2.0', scopePermissionToRoute = false } = props;
  allowTarget(target, credentials, scopePermissionToRoute ? requestsOf(route) : {}, route);
  return {
    type: 'AWS_PROXY',
    uri: targetUri(target, route),
    payloadFormatVersion,
    ...bindHttpSettings(props),
    ...defined({
      credentials: credentials && credentialsArn(credentials),
      requestParameters: map && bindRequestMap(map),
    }),
  };
}

/** The requests of a route, which for `$default` may be any. */
function requestsOf({ routeKey, httpMethod, path }: HttpIntegrationRoute): InvokePermissionScope {
  return routeKey === '$default' ? {} : { httpMethod, path };
}
