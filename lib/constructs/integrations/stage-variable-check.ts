import { Annotations, Token, TokenComparison } from 'aws-cdk-lib';
import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { SluiceError } from '../../support/sluice-error.js';
import type { BindingApi, DeclaredStage } from '../binding.js';

/**
 * Refuses stages, and canaries of stages, whose variable names an alias that the API may not invoke: every call would be
 * a 500.
 *
 * @throws {SluiceError} `stage-variable-permission`, now or when such a stage is added
 */
export function checkAliasVariable(variable: string, aliases: readonly IAlias[], api: BindingApi): void {
  const names = aliases.map(({ aliasName }) => aliasName);
  const { path } = api.api.node;
  api.forEachStage((stage) => {
    for (const value of valuesOf(stage, variable)) {
      if (names.some((name) => Token.compareStrings(name, value) !== TokenComparison.DIFFERENT)) continue;
      throw new SluiceError(
        'stage-variable-permission',
        `The stage ${stage.name} of ${path} sets "${variable}" to "${value}"; the API may invoke the aliases ${names.join(', ')}`,
        { place: path, hint: `Add the alias to LambdaIntegration.fromStageVariable('${variable}', […])` },
      );
    }
  });
}

/** Warns of stages whose variable names another function than the one that the API gets a permission for. */
export function checkFunctionVariable(variable: string, handler: IFunction, api: BindingApi): void {
  const { path } = api.api.node;
  api.forEachStage((stage) => {
    for (const value of valuesOf(stage, variable)) {
      if (value === handler.functionArn) continue;
      Annotations.of(api.api).addWarningV2(
        'sluice:stage-variable-permission',
        `The stage ${stage.name} of ${path} sets "${variable}" to "${value}"; the API gets a permission to invoke ${handler.node.path} only. ` +
          `To choose among aliases, use LambdaIntegration.fromStageVariable('${variable}', […])`,
      );
    }
  });
}

/** The values of a variable in a stage and its canary, as far as the stage sets it itself. */
function valuesOf({ variables = {}, canary }: DeclaredStage, name: string): readonly string[] {
  return [variables[name], canary?.stageVariableOverrides?.[name]].filter((value) => value !== undefined);
}
