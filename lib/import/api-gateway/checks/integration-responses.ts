import { walkMethods, type IntegrationResponse, type Method } from '../../../model/index.js';
import type { ImportCheck } from './check.js';

/**
 * Integration responses with a header that the method does not declare, or with a source that is no expression.
 *
 * Observed: the beginning of the sentence and that about sources, in failed deployments that users report; that about
 * headers in https://github.com/amazon-archives/aws-apigateway-importer/issues/209.
 * Assumed: the responses of a proxy integration, which have no effect, a status that the method lacks, and a method that
 * has the response `default` are left alone.
 */
export const integrationResponses: ImportCheck = ({ api }) => {
  const errors: string[] = [];
  walkMethods(api, (method, path) => {
    for (const response of checkedResponses(method)) {
      const problem = problemOf(response, method);
      if (problem === undefined) continue;
      errors.push(
        `Unable to put integration response on '${method.httpMethod}' for resource at path '${path}': ` +
          `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${problem}]`,
      );
    }
  });
  return errors;
};

function checkedResponses({ integration, responses = [] }: Method): readonly IntegrationResponse[] {
  if (integration === undefined || integration.type.endsWith('_PROXY')) return [];
  return responses.some(({ statusCode }) => statusCode === 'default') ? [] : (integration.responses ?? []);
}

function problemOf({ statusCode, responseParameters = [] }: IntegrationResponse, method: Method): string | undefined {
  const declared = (method.responses ?? []).find((response) => response.statusCode === statusCode);
  const headers = new Set((declared?.responseHeaders ?? []).map(({ name }) => name.toLowerCase()));
  for (const { header, source } of responseParameters) {
    if (source.kind === 'invalid') return `Invalid mapping expression specified: ${source.text}`;
    if (declared !== undefined && !headers.has(header.toLowerCase())) {
      return `Invalid mapping expression parameter specified: method.response.header.${header}`;
    }
  }
  return undefined;
}
