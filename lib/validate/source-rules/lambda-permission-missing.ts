import { diagnostic, findingsByApi } from '../../model/index.js';
import { functionCalls } from '../function-calls.js';
import { allowsCall } from '../permission-source.js';
import type { SourceRule } from '../source-rule.js';

/**
 * Functions of a template that API Gateway calls without their permission. Functions of other templates have their
 * permissions there.
 */
export const lambdaPermissionMissing: SourceRule = {
  codes: ['lambda-permission-missing'],
  summary: 'A function does not allow API Gateway to call it',
  fix: 'Add an AWS::Lambda::Permission for the principal apigateway.amazonaws.com with the source ARN <api>/*/*',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html',
  check: ({ collection, functions, permissions }) => {
    const names = new Set(functions.map(({ name }) => name));
    return findingsByApi(collection.apis, (api) =>
      functionCalls(api).flatMap((call) => {
        const { place, functionName } = call;
        if (!names.has(functionName.name)) return [];
        if (permissions.some((permission) => allowsCall(permission, call, api.id))) return [];
        const called = [functionName.name, functionName.qualifier].filter((part) => part !== undefined).join(':');
        const message = `No permission of the function ${called} lets API Gateway call it here: every call fails with 500`;
        return [diagnostic('lambda-permission-missing', place, message)];
      }),
    );
  },
};
