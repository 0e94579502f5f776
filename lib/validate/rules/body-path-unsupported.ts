import { compileSelectionPath } from '../../jsonpath/index.js';
import {
  diagnostic,
  printHttpMappingTarget,
  walkIntegrations,
  type Diagnostic,
  type HttpApiIntegration,
  type HttpRequestExpression,
  type HttpResponseExpression,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Parameter mappings of HTTP APIs that read a body by a JSONPath that API Gateway does not support.
 */
export const bodyPathUnsupported = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['HTTP'],
  summary: 'A parameter mapping reads a body by a JSONPath that API Gateway does not support',
  fix: 'Use names and indexes only, without .. and filters',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, (integration, place) => {
      for (const { property, expression } of expressionsOf(integration)) {
        for (const path of unsupportedPathsOf(expression)) {
          const message = `The path body.${path} is not supported; expected names and indexes, without .. and filters`;
          found.push(diagnostic('parameter-mapping-invalid', { ...place, property }, message));
        }
      }
    });
    return found;
  },
});

interface MappedExpression {
  readonly property: string;
  readonly expression: HttpRequestExpression | HttpResponseExpression;
}

function expressionsOf(integration: HttpApiIntegration): readonly MappedExpression[] {
  const request =
    integration.type === 'AWS_SERVICE'
      ? Object.entries(integration.parameters ?? {})
      : (integration.requestParameters ?? []).map(
          ({ target, value }) => [printHttpMappingTarget(target), value] as const,
        );
  return [
    ...request.map(([name, expression]) => ({ property: `requestParameters ${name}`, expression })),
    ...(integration.responseParameters ?? []).flatMap(({ statusCode, mappings }) =>
      mappings.map(({ target, value }) => ({
        property: `responseParameters ${statusCode} ${printHttpMappingTarget(target)}`,
        expression: value,
      })),
    ),
  ];
}

function unsupportedPathsOf(expression: MappedExpression['expression']): readonly string[] {
  if (expression.kind !== 'expression') return [];
  return expression.parts.flatMap((part) => {
    if (part.kind !== 'variable') return [];
    const { variable } = part;
    if (variable.kind !== 'request.body' && variable.kind !== 'response.body') return [];
    return variable.path === '' || compileSelectionPath(variable.path) !== undefined ? [] : [variable.path];
  });
}
