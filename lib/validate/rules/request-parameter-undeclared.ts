import { diagnostic, walkMethods, type Diagnostic, type Method, type RequestMappingSource } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Mappings of an integration that read a header or a query parameter which the method request does not declare. A variable
 * of the path needs no declaration here, for writers of documents and templates add it; others are `path-parameter-unknown`.
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
    walkMethods(api, (method, _path, place) => {
      for (const { source, target } of method.integration?.requestParameters ?? []) {
        const parameter = parameterOf(source);
        if (parameter === undefined || isDeclared(parameter, method)) continue;
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
  readonly location: 'header' | 'querystring';
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
    default:
      return undefined;
  }
}

function isDeclared({ location, name }: Parameter, { requestParameters = [] }: Method): boolean {
  return requestParameters.some(
    (declared) =>
      declared.location === location &&
      (location === 'header' ? declared.name.toLowerCase() === name.toLowerCase() : declared.name === name),
  );
}
