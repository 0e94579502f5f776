import { Token } from 'aws-cdk-lib';
import type { Integration, ParameterLocation, RequestParameter } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/** The parameters that the method, its cache keys and the integration's mappings name, each once. */
export function declareParameters(
  declared: Readonly<Record<string, boolean | undefined>> = {},
  cached: readonly string[],
  integration: Integration,
): readonly RequestParameter[] {
  const parameters = new Map<string, RequestParameter>();
  const declare = (location: ParameterLocation, name: string, required: boolean): void => {
    const key = `${location}.${name}`;
    if (!parameters.has(key)) parameters.set(key, { location, name, required });
  };
  for (const [key, required] of Object.entries(declared)) {
    const { location, name } = parseParameterKey(key);
    declare(location, name, location === 'path' || required === true);
  }
  for (const key of cached) {
    const { location, name } = parseParameterKey(key);
    declare(location, name, false);
  }
  for (const { source } of integration.requestParameters ?? []) {
    if (source.kind === 'header' || source.kind === 'multivalueheader') declare('header', source.name, false);
    if (source.kind === 'querystring' || source.kind === 'multivaluequerystring') {
      declare('querystring', source.name, false);
    }
  }
  return [...parameters.values()];
}

function parseParameterKey(key: string): { readonly location: ParameterLocation; readonly name: string } {
  const match = /^(path|querystring|header)\.(.+)$/s.exec(key);
  if (match === null || Token.isUnresolved(key)) {
    throw new SluiceError(
      'invalid-parameter-name',
      `"${key}" is not a parameter of a method request; expected path.name, querystring.name or header.name`,
    );
  }
  const [, location, name] = match as unknown as [string, ParameterLocation, string];
  return { location, name };
}
