import { walkMethods, type RequestParameter } from '../../../model/index.js';
import type { ImportCheck } from './check.js';

/**
 * Observed: the sentence about names, with the beginning, as users report it; that about places is the one of PutMethod
 * (docs/aws/rest-model.md section 6).
 */
export const methods: ImportCheck = ({ api }) => {
  const errors: string[] = [];
  walkMethods(api, ({ httpMethod, requestParameters = [] }, path) => {
    const problem = problemOf(requestParameters);
    if (problem !== undefined) {
      errors.push(`Unable to put method '${httpMethod}' on resource at path '${path}': ${problem}`);
    }
  });
  return errors;
};

function problemOf(parameters: readonly RequestParameter[]): string | undefined {
  if (parameters.some(({ name }) => !/^[a-zA-Z0-9._$-]+$/.test(name))) {
    return (
      'Invalid mapping expression specified: Validation Result: warnings : [], errors : ' +
      '[Parameter name should match the following regular expression: ^[a-zA-Z0-9._$-]+$]'
    );
  }
  const names = new Set(parameters.map(({ name }) => name));
  return names.size < parameters.length
    ? 'Parameter names must be unique across querystring, header and path'
    : undefined;
}
