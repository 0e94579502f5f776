import {
  parseFunctionName,
  parseIntegrationUri,
  walkRoutes,
  type Api,
  type FunctionName,
  type Place,
  type Value,
} from '../model/index.js';

/** A call of a function that the function's own policy has to allow: one without a role. */
export interface FunctionCall {
  readonly place: Place;
  readonly functionName: FunctionName;
  /**
   * Resources below the API that a permission may name, one of which is enough: `dev/GET/pets/*`. Absent: any in the API,
   * where more than one spelling is in use.
   */
  readonly resources?: readonly string[];
}

/** The calls of functions that an API makes, as far as the names of the functions are known. */
export function functionCalls(api: Api): readonly FunctionCall[] {
  const calls: FunctionCall[] = [];
  const add = (called: Called, place: Place, resources?: readonly string[]): void => {
    const functionName = calledFunction(called);
    if (functionName !== undefined) calls.push({ place, functionName, ...(resources && { resources }) });
  };
  walkRoutes<Api>(api, ({ integration }, place) => {
    if (integration === undefined || !('uri' in integration)) return;
    add(integration, { ...place, property: 'integration uri' }, resourcesOf(api, place.element));
  });
  for (const authorizer of api.authorizers ?? []) {
    if ('uri' in authorizer) add(authorizer, { element: `authorizer ${authorizer.name}`, property: 'uri' });
  }
  return calls;
}

interface Called {
  readonly uri: Value<string>;
  readonly credentials?: Value<string>;
}

function calledFunction({ uri, credentials }: Called): FunctionName | undefined {
  return credentials === undefined ? functionOf(uri) : undefined;
}

/** The function that a URI names; undefined where it names none, or a stage variable or only deployment gives the name. */
export function functionOf(uri: Value<string>): FunctionName | undefined {
  const target = parseIntegrationUri(uri);
  const arn = target.kind === 'lambda' ? target.functionArn : uri;
  if (typeof arn !== 'string' || arn.includes('${')) return undefined;
  return target.kind === 'lambda' || /^arn:[^:]*:lambda:/.test(arn) ? parseFunctionName(arn) : undefined;
}

/**
 * The resources of a method of a REST API; a permission writes a path variable as `*` or as it is.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
function resourcesOf(api: Api, route: string): readonly string[] | undefined {
  if (api.protocol !== 'REST') return undefined;
  const [verb = '', path = ''] = route.split(' ');
  const methods = verb === 'ANY' ? ['*', ...VERBS] : [verb];
  const paths = [path.replace(/\{[^{}]*\}/g, '*'), path];
  const stages = api.stages.length === 0 ? ['stage'] : api.stages.map(({ name }) => name);
  return stages.flatMap((stage) => methods.flatMap((method) => paths.map((text) => `${stage}/${method}${text}`)));
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
