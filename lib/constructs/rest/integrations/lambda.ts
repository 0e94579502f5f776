import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Integration } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { refuseAwsApiGatewayProps, requireSluiceMethod } from './aws-apigateway-mixup.js';
import type { IntegrationMethod, IRestIntegration } from './integration.js';
import {
  aliasTarget,
  allowTarget,
  functionTarget,
  targetUri,
  type LambdaTarget,
} from '../../integrations/lambda-target.js';
import type { LambdaBindingProps } from '../../integrations/lambda-target-props.js';
import type { LambdaAsynchronousIntegrationProps, LambdaIntegrationProps } from './lambda-props.js';
import { bindCustom, bindRequest } from './settings.js';

/**
 * Invokes a Lambda function for the requests of a method.
 *
 * @example
 * api.get('/pets', new LambdaIntegration(listPets));
 * api.post('/imports', new LambdaIntegration(importPets, { asynchronous: true }));
 * api.get('/report', new LambdaIntegration(writeReport, { responseTransferMode: 'STREAM' }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integrations.html
 */
export class LambdaIntegration implements IRestIntegration {
  /**
   * Invokes the alias that a stage variable names. The API may invoke every alias of the list, and a stage, or its
   * canary, can choose among them only; a stage that does not set the variable invokes the first.
   *
   * @example
   * api.get('/pets', LambdaIntegration.fromStageVariable('release', [live, next]));
   * api.addStage('prod');
   * api.addStage('beta', { variables: { release: 'next' } });
   *
   * @param aliases of one function
   * @throws {SluiceError} `stage-variable-permission` when a stage names an alias that is not in the list
   */
  static fromStageVariable(
    variable: string,
    aliases: readonly IAlias[],
    props: Omit<LambdaIntegrationProps, keyof LambdaBindingProps> = {},
  ): IRestIntegration {
    const [first, ...others] = aliases;
    if (first === undefined || others.some(({ version }) => version.lambda !== first.version.lambda)) {
      throw new SluiceError(
        'alias-expected',
        `The stage variable "${variable}" has to choose among aliases of one function`,
        { hint: `LambdaIntegration.fromStageVariable('${variable}', [live, next])` },
      );
    }
    refuseAwsApiGatewayProps(props, 'LambdaIntegration');
    const target = aliasTarget(variable, [first, ...others]);
    return { bind: (method) => bindLambda(target, props as LambdaIntegrationProps, method) };
  }

  private readonly target: LambdaTarget;

  constructor(
    handler: IFunction,
    private readonly props: LambdaIntegrationProps = {},
  ) {
    refuseAwsApiGatewayProps(props, 'LambdaIntegration');
    this.target = functionTarget(handler, props);
  }

  bind(method: IntegrationMethod): Integration {
    return bindLambda(this.target, this.props, method);
  }
}

function bindLambda(target: LambdaTarget, props: LambdaIntegrationProps, method: IntegrationMethod): Integration {
  requireSluiceMethod(method, 'LambdaIntegration');
  const { credentials, scopePermissionToMethod = false, allowTestInvoke = true } = props;
  const { httpMethod, path } = method;
  allowTarget(target, credentials, { allowTestInvoke, ...(scopePermissionToMethod && { httpMethod, path }) }, method);
  if (props.asynchronous === true) {
    return { type: 'AWS', httpMethod: 'POST', uri: targetUri(target, method, false), ...bindAsynchronous(props) };
  }
  if (props.proxy === false) {
    return { type: 'AWS', httpMethod: 'POST', uri: targetUri(target, method, false), ...bindCustom(props) };
  }
  const { responseTransferMode } = props;
  return {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: targetUri(target, method, responseTransferMode === 'STREAM'),
    ...bindRequest(props),
    ...(responseTransferMode !== undefined && { responseTransferMode }),
  };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html */
function bindAsynchronous(props: LambdaAsynchronousIntegrationProps): ReturnType<typeof bindCustom> {
  return bindCustom({
    ...props,
    requestParameters: {
      'integration.request.header.X-Amz-Invocation-Type': "'Event'",
      ...props.requestParameters,
    },
    responses: props.responses ?? [{ statusCode: 202 }],
  });
}
