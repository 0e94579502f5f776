import { Annotations, Aws, Names, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { joinValues, lambdaInvocationUri, type Value } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { DeclaredStage } from '../binding.js';
import { isCaller } from './credentials.js';
import type { IntegrationMethod } from './integration.js';
import type { LambdaIntegrationProps, LambdaTargetProps } from './lambda-props.js';

/** What a Lambda integration invokes, for one method. */
export interface LambdaTarget {
  /** The function in the URI: an ARN, which may hold a stage variable. */
  readonly functionArn: (method: IntegrationMethod) => Value<string>;
  /** Every function that the URI may name. */
  readonly functions: readonly [IFunction, ...IFunction[]];
}

/** One function, named by its ARN or by a stage variable. */
export function functionTarget(handler: IFunction, props: LambdaIntegrationProps): LambdaTarget {
  return {
    functions: [handler],
    functionArn: (method) => {
      if (props.bind !== 'stage-variable') return handler.functionArn;
      const name =
        props.stageVariable ??
        Names.uniqueResourceName(handler, { maxLength: 64, separator: '_', allowedSpecialCharacters: '_' });
      method.addStageVariable(name, handler.functionArn);
      method.forEachStage((stage) => {
        for (const value of valuesOf(stage, name)) warnOfOtherFunction(value, name, stage, handler, method);
      });
      return `\${stageVariables.${name}}`;
    },
  };
}

/** The alias of a function that a stage variable names. */
export function aliasTarget(variable: string, aliases: readonly [IAlias, ...IAlias[]]): LambdaTarget {
  const [first] = aliases;
  return {
    functions: aliases,
    functionArn: (method) => {
      method.addStageVariable(variable, first.aliasName);
      method.forEachStage((stage) => {
        for (const value of valuesOf(stage, variable)) refuseOtherAlias(value, variable, stage, aliases, method);
      });
      return joinValues([first.version.lambda.functionArn, `:\${stageVariables.${variable}}`]);
    },
  };
}

/** Lets the integration invoke every function it may name. */
export function allowTarget(target: LambdaTarget, props: LambdaTargetProps, method: IntegrationMethod): void {
  const { credentials, scopePermissionToMethod = false, allowTestInvoke = true } = props;
  for (const handler of target.functions) {
    if (credentials === undefined) {
      method.allowInvoke(handler, {
        allowTestInvoke,
        ...(scopePermissionToMethod && { httpMethod: method.httpMethod, path: method.path }),
      });
    } else if (!isCaller(credentials)) {
      grantInvoke(credentials, handler);
    }
  }
}

/**
 * The URI of a function in its own Region.
 *
 * Assumed: the URI's Region is that of the function, as it is that of any other service.
 */
export function targetUri(target: LambdaTarget, method: IntegrationMethod, streaming: boolean): Value<string> {
  const [{ env }] = target.functions;
  const elsewhere = Token.compareStrings(env.region, Stack.of(method.api).region) === TokenComparison.DIFFERENT;
  const place = { partition: Aws.PARTITION, region: elsewhere ? env.region : Aws.REGION };
  return lambdaInvocationUri(place, target.functionArn(method), { streaming });
}

/** A grant on the role alone, since a statement on the function would need it to name the API's role. */
function grantInvoke(role: IRole, handler: IFunction): void {
  Grant.addToPrincipal({
    grantee: role,
    actions: ['lambda:InvokeFunction'],
    resourceArns: [handler.functionArn],
  });
}

function valuesOf({ variables = {}, canary }: DeclaredStage, name: string): readonly string[] {
  return [variables[name], canary?.stageVariableOverrides?.[name]].filter((value) => value !== undefined);
}

function refuseOtherAlias(
  value: string,
  variable: string,
  stage: DeclaredStage,
  aliases: readonly IAlias[],
  { api }: IntegrationMethod,
): void {
  const names = aliases.map(({ aliasName }) => aliasName);
  if (names.some((name) => Token.compareStrings(name, value) !== TokenComparison.DIFFERENT)) return;
  throw new SluiceError(
    'stage-variable-permission',
    `The stage ${stage.name} of ${api.node.path} sets "${variable}" to "${value}"; the API may invoke the aliases ${names.join(', ')}`,
    {
      place: api.node.path,
      hint: `Add the alias to LambdaIntegration.fromStageVariable('${variable}', […])`,
    },
  );
}

function warnOfOtherFunction(
  value: string,
  variable: string,
  stage: DeclaredStage,
  handler: IFunction,
  { api }: IntegrationMethod,
): void {
  if (value === handler.functionArn) return;
  Annotations.of(api).addWarningV2(
    'sluice:stage-variable-permission',
    `The stage ${stage.name} of ${api.node.path} sets "${variable}" to "${value}"; the API gets a permission to invoke ${handler.node.path} only. ` +
      `To choose among aliases, use LambdaIntegration.fromStageVariable('${variable}', […])`,
  );
}
