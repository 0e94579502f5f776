import {
  diagnostic,
  pathParameterNames,
  walkMethods,
  type Diagnostic,
  type Method,
  type RequestMappingSource,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Mappings of an integration that read a parameter which the method request does not declare. A variable of the path needs
 * no declaration here, for writers of documents and templates add it. A path parameter that is declared, and that the path
 * does not have, is `path-parameter-unknown`.
 *
 * Observed: https://github.com/Testlio/lambda-tools/issues/56 ("Invalid mapping expression parameter specified:
 * method.request.header.Authorization", as the document is imported)
 * Assumed: the names of headers are compared in any case here, though API Gateway may tell them apart.
 */
export const requestParameterUndeclared = defineRule({
  codes: ['request-parameter-undeclared'],
  protocols: ['REST'],
  summary: 'A mapping reads a parameter that the method request does not declare',
  fix: 'Declare the parameter in the method request',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, (method, path, place) => {
      for (const { source, target } of method.integration?.requestParameters ?? []) {
        const parameter = parameterOf(source);
        if (parameter === undefined || isDeclared(parameter, method, path)) continue;
        found.push(
          diagnostic(
            'request-parameter-undeclared',
            { ...place, property: `integration.request.${target.location}.${target.name}` },
            `The mapping reads method.request.${parameter.location}.${parameter.name}, which the method request does not declare`,
          ),
        );
      }
    });
    return found;
  },
});

interface Parameter {
  readonly location: 'header' | 'querystring' | 'path';
  readonly name: string;
}

function parameterOf(source: RequestMappingSource): Parameter | undefined {
  switch (source.kind) {
    case 'header':
    case 'multivalueheader':
      return { location: 'header', name: source.name };
    case 'querystring':
    case 'multivaluequerystring':
      return { location: 'querystring', name: source.name };
    case 'path':
      return { location: 'path', name: source.name };
    default:
      return undefined;
  }
}

function isDeclared({ location, name }: Parameter, { requestParameters = [] }: Method, path: string): boolean {
  if (location === 'path' && pathParameterNames(path).includes(name)) return true;
  return requestParameters.some(
    (declared) =>
      declared.location === location &&
      (location === 'header' ? declared.name.toLowerCase() === name.toLowerCase() : declared.name === name),
  );
}
