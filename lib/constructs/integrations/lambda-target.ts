import { Aws, Names, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { joinValues, lambdaInvocationUri, type Value } from '../../model/index.js';
import type { BindingApi, InvokePermissionScope } from '../binding.js';
import { isCaller, type IntegrationCredentials } from './credentials.js';
import type { LambdaBindingProps } from './lambda-target-props.js';
import { checkAliasVariable, checkFunctionVariable } from './stage-variable-check.js';

/** What a Lambda integration or authorizer invokes, for one API. */
export interface LambdaTarget {
  /** The function in the URI: an ARN, which may hold a stage variable. */
  readonly functionArn: (api: BindingApi) => Value<string>;
  /** Every function that the URI may name. */
  readonly functions: readonly [IFunction, ...IFunction[]];
}

/** One function, named by its ARN or by a stage variable. */
export function functionTarget(handler: IFunction, props: LambdaBindingProps): LambdaTarget {
  return {
    functions: [handler],
    functionArn: (api) => {
      if (props.bind !== 'stage-variable') return handler.functionArn;
      const name =
        props.stageVariable ??
        Names.uniqueResourceName(handler, { maxLength: 64, separator: '_', allowedSpecialCharacters: '_' });
      api.addStageVariable(name, handler.functionArn);
      checkFunctionVariable(name, handler, api);
      return `\${stageVariables.${name}}`;
    },
  };
}

/** The alias of a function that a stage variable names. */
export function aliasTarget(variable: string, aliases: readonly [IAlias, ...IAlias[]]): LambdaTarget {
  const [first] = aliases;
  return {
    functions: aliases,
    functionArn: (api) => {
      api.addStageVariable(variable, first.aliasName);
      checkAliasVariable(variable, aliases, api);
      return joinValues([first.version.lambda.functionArn, `:\${stageVariables.${variable}}`]);
    },
  };
}

/** Lets the integration invoke every function it may name. */
export function allowTarget(
  target: LambdaTarget,
  credentials: IntegrationCredentials | undefined,
  scope: InvokePermissionScope,
  api: BindingApi,
): void {
  for (const handler of target.functions) {
    if (credentials === undefined) {
      api.allowInvoke(handler, scope);
    } else if (!isCaller(credentials)) {
      grantInvoke(credentials, handler);
    }
  }
}

/**
 * The URI of a function in its own Region.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html (`authorizerUri`)
 * Assumed: the URI of an integration names the function's Region too, as it does that of any other service.
 */
export function targetUri(target: LambdaTarget, api: BindingApi, streaming = false): Value<string> {
  const [{ env }] = target.functions;
  const elsewhere = Token.compareStrings(env.region, Stack.of(api.api).region) === TokenComparison.DIFFERENT;
  const place = { partition: Aws.PARTITION, region: elsewhere ? env.region : Aws.REGION };
  return lambdaInvocationUri(place, target.functionArn(api), { streaming });
}

/** Lets a role invoke a function. A grant on the role alone, since a statement on the function would need it to name the API's role. */
export function grantInvoke(role: IRole, handler: IFunction): void {
  Grant.addToPrincipal({
    grantee: role,
    actions: ['lambda:InvokeFunction'],
    resourceArns: [handler.functionArn],
  });
}
