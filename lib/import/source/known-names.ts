import {
  isDeployTime,
  parseFunctionName,
  parseIntegrationUri,
  walkIntegrations,
  type ApiCollection,
  type Value,
} from '../../model/index.js';
import { LOCAL_PSEUDO_PARAMETERS } from '../../intrinsics/index.js';
import { own } from '../../support/own.js';
import type { Source } from './source.js';

/** The name of a function that is given by its name or its logical id. */
export function functionNameIn({ knownReferences, functions }: FunctionSource, given: string): string {
  if (functions.some(({ name }) => name === given)) return given;
  const known = own(knownReferences, given);
  return typeof known === 'string' && functions.some(({ name }) => name === known) ? known : given;
}

type FunctionSource = Pick<Source, 'functions' | 'knownReferences'>;

/**
 * The functions that a source defines, and those that its APIs call.
 *
 * @param collection - the source's own, with its values resolved
 * @returns undefined where an API calls a function whose name a stage variable or deployment gives: any name may be one
 */
export function functionNames(
  { functions }: Pick<Source, 'functions'>,
  collection: ApiCollection,
): ReadonlySet<string> | undefined {
  const uris: Value<string>[] = [];
  for (const api of collection.apis) {
    walkIntegrations(api, (integration) => 'uri' in integration && uris.push(integration.uri));
    for (const authorizer of api.authorizers ?? []) if ('uri' in authorizer) uris.push(authorizer.uri);
  }
  const names = new Set(functions.map(({ name }) => name));
  for (const uri of uris) {
    const target = parseIntegrationUri(uri);
    const arn = target.kind === 'lambda' ? target.functionArn : target.kind === 'unknown' ? target.uri : '';
    if (isDeployTime(arn) || arn.includes('${')) return undefined;
    if (target.kind === 'lambda' || /^arn:[^:]*:lambda:/.test(arn)) names.add(parseFunctionName(arn).name);
  }
  return names;
}

/** Whether a value that only deployment knows can have that name in a source. */
export function isValueName({ templateNames }: Pick<Source, 'templateNames'>, name: string): boolean {
  if (name.startsWith('AWS::')) return Object.hasOwn(LOCAL_PSEUDO_PARAMETERS, name);
  // Names of functions that stay: `Fn::ImportValue pool`, `resolve ssm:/pets/url`.
  if (templateNames === undefined || name.startsWith('Fn::') || name.includes(' ')) return true;
  const [logicalId = ''] = name.split('.');
  return templateNames.parameters.includes(name) || templateNames.resources.includes(logicalId);
}
