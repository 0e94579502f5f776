import { Aws, Names } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { lambdaInvocationUri, type Integration, type Value } from '../../../model/index.js';
import type {
  CustomIntegrationProps,
  IntegrationMethod,
  IntegrationRequestProps,
  IRestIntegration,
} from './integration.js';
import { bindCustom, bindRequest } from './settings.js';

/** How an API says which function it means. */
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

/** The function gets the whole request as its event and answers status, headers and body itself. */
export interface LambdaProxyIntegrationProps extends IntegrationRequestProps, LambdaBindingProps {
  /**
   * Whether requests and answers go through unmapped.
   *
   * @default true
   */
  readonly proxy?: true;
}

/** The function gets what mapping templates make of the request, and its JSON is mapped into answers. */
export interface LambdaCustomIntegrationProps extends CustomIntegrationProps, LambdaBindingProps {
  readonly proxy: false;
}

/**
 * Answers by a Lambda function.
 *
 * @example
 * api.get('/pets', new LambdaIntegration(listPets));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integrations.html
 */
export class LambdaIntegration implements IRestIntegration {
  constructor(
    private readonly handler: IFunction,
    private readonly props: LambdaProxyIntegrationProps | LambdaCustomIntegrationProps = {},
  ) {}

  bind(method: IntegrationMethod): Integration {
    method.allowInvoke(this.handler);
    const target = {
      httpMethod: 'POST',
      uri: lambdaInvocationUri({ partition: Aws.PARTITION, region: Aws.REGION }, this.functionArn(method)),
    };
    return this.props.proxy === false
      ? { type: 'AWS', ...target, ...bindCustom(this.props) }
      : { type: 'AWS_PROXY', ...target, ...bindRequest(this.props) };
  }

  private functionArn(method: IntegrationMethod): Value<string> {
    if (this.props.bind !== 'stage-variable') return this.handler.functionArn;
    const name =
      this.props.stageVariable ??
      Names.uniqueResourceName(this.handler, { maxLength: 64, separator: '_', allowedSpecialCharacters: '_' });
    method.addStageVariable(name, this.handler.functionArn);
    return `\${stageVariables.${name}}`;
  }
}
