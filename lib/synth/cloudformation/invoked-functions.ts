import {
  isDeployTime,
  joinValues,
  parseIntegrationUri,
  printValue,
  walkIntegrations,
  type Api,
  type Value,
  type ValuePart,
} from '../../model/index.js';

/**
 * The functions that an API invokes by their own policies, each once, in the order of their first use: those of
 * integrations and authorizers that name no role. A stage variable in a function's ARN is filled in for every stage
 * that has it.
 */
export function invokedFunctions(api: Api): readonly Value<string>[] {
  const functions = new Map<string, Value<string>>();
  const add = (uri: Value<string>, credentials: Value<string> | undefined): void => {
    const target = parseIntegrationUri(uri);
    if (credentials !== undefined) return;
    // An HTTP API takes a function's ARN for its invocation URI, and nothing else that is called so.
    const named = target.kind === 'unknown' && api.protocol === 'HTTP' ? uri : undefined;
    const functionArn = target.kind === 'lambda' ? target.functionArn : named;
    if (functionArn === undefined) return;
    for (const filled of fillStageVariables(functionArn, api.stages)) functions.set(printValue(filled), filled);
  };
  walkIntegrations<Api>(api, (integration) => {
    if (integration.type === 'AWS' || integration.type === 'AWS_PROXY') add(integration.uri, integration.credentials);
  });
  for (const authorizer of api.authorizers ?? []) {
    if ('uri' in authorizer) add(authorizer.uri, authorizer.credentials);
  }
  return [...functions.values()];
}

const STAGE_VARIABLE = /(\$\{stageVariables\.[A-Za-z0-9_]+\})/;

function fillStageVariables(functionArn: Value<string>, stages: Api['stages']): readonly Value<string>[] {
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
