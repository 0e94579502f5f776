import {
  isDeployTime,
  joinValues,
  parseIntegrationUri,
  printValue,
  walkIntegrations,
  type RestApi,
  type Stage,
  type Value,
  type ValuePart,
} from '../../model/index.js';

/**
 * The functions that an API invokes by their own policies, each once, in the order of their first use: those of
 * integrations and authorizers that name no role. A stage variable in a function's ARN is filled in for every stage
 * that has it.
 */
export function invokedFunctions(api: RestApi): readonly Value<string>[] {
  const functions = new Map<string, Value<string>>();
  const add = (uri: Value<string>, credentials: Value<string> | undefined): void => {
    const target = parseIntegrationUri(uri);
    if (target.kind !== 'lambda' || credentials !== undefined) return;
    for (const functionArn of fillStageVariables(target.functionArn, api.stages)) {
      functions.set(printValue(functionArn), functionArn);
    }
  };
  walkIntegrations(api, (integration) => {
    if (integration.type === 'AWS' || integration.type === 'AWS_PROXY') add(integration.uri, integration.credentials);
  });
  for (const authorizer of api.authorizers ?? []) {
    if (authorizer.type !== 'COGNITO_USER_POOLS') add(authorizer.uri, authorizer.credentials);
  }
  return [...functions.values()];
}

const STAGE_VARIABLE = /(\$\{stageVariables\.[A-Za-z0-9_]+\})/;

function fillStageVariables(functionArn: Value<string>, stages: readonly Stage[]): readonly Value<string>[] {
  const parts = (isDeployTime(functionArn) ? functionArn.parts : [functionArn]).flatMap((part): readonly ValuePart[] =>
    typeof part === 'string' ? part.split(STAGE_VARIABLE) : [part],
  );
  const nameIn = (part: unknown): string | undefined =>
    typeof part === 'string' && STAGE_VARIABLE.test(part) ? part.slice('${stageVariables.'.length, -1) : undefined;
  if (!parts.some((part) => nameIn(part) !== undefined)) return [functionArn];
  return stages.flatMap(({ variables = {} }) => {
    const filled = parts.map((part) => {
      const name = nameIn(part);
      return name === undefined ? part : variables[name];
    });
    return filled.every((part) => part !== undefined) ? [joinValues(filled)] : [];
  });
}
