import {
  diagnostic,
  pathParameterNames,
  walkMethods,
  type CacheKey,
  type Diagnostic,
  type Method,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Cache keys that name no parameter of the method request or the integration request.
 *
 * Observed: https://github.com/awsdocs/aws-cloudformation-user-guide/pull/177
 */
export const cacheKeyUndeclared = defineRule({
  codes: ['cache-key-undeclared'],
  protocols: ['REST'],
  summary: 'A cache key names a parameter that neither the method nor its integration has',
  fix: 'Declare the parameter in the method request, or map it in the integration request',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, (method, path, place) => {
      for (const key of method.integration?.cacheKeyParameters ?? []) {
        if (key.kind === 'invalid' || key.kind === 'deploy-time' || isDeclared(key, method, path)) continue;
        found.push(
          diagnostic(
            'cache-key-undeclared',
            { ...place, property: 'cacheKeyParameters' },
            `The cache key ${key.kind}.${key.location}.${key.name} is not a parameter of the ${WHOSE[key.kind]}`,
          ),
        );
      }
    });
    return found;
  },
});

const WHOSE = {
  'method.request': 'method request; declare it there',
  'integration.request': 'integration request; map it there',
} as const satisfies Record<CacheKey['kind'], string>;

function isDeclared(
  { kind, location, name }: CacheKey,
  { requestParameters = [], integration }: Method,
  path: string,
): boolean {
  const single = location.replace('multivalue', '');
  return kind === 'method.request'
    ? (single === 'path' && pathParameterNames(path).includes(name)) ||
        requestParameters.some((parameter) => parameter.location === single && parameter.name === name)
    : (integration?.requestParameters ?? []).some(({ target }) => target.location === single && target.name === name);
}
