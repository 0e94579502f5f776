import {
  diagnostic,
  isDocumentObject,
  parseModelReference,
  walkMethods,
  type Diagnostic,
  type Document,
  type RequestParameter,
  type RestApi,
} from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { defineRule } from '../rule.js';

/**
 * Query parameters of a document that hold an object: clients send its members as parameters of their own, as
 * `filter[name]=x` or `name=x`, and API Gateway declares the plain name alone. An object that does not explode is one
 * parameter.
 *
 * Documented: https://spec.openapis.org/oas/v3.0.4.html#style-values
 * Assumed: API Gateway makes nothing of `style` and `explode` of a parameter that it imports.
 */
export const queryParameterNested = defineRule({
  codes: ['query-parameter-nested'],
  protocols: ['REST'],
  summary: 'A query parameter holds an object, whose members clients send under other names',
  fix: 'Give each member a parameter of its own with a plain name, such as filter.name: API Gateway refuses brackets in names',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ requestParameters = [] }, _path, place) => {
      for (const parameter of requestParameters) {
        const sent = parameter.location === 'querystring' ? memberName(parameter, api) : undefined;
        if (sent === undefined) continue;
        const { name } = parameter;
        const message = `API Gateway declares the query parameter "${name}" by that name alone: clients send ${sent}, which no validator and no mapping of "${name}" sees`;
        found.push(diagnostic('query-parameter-nested', { ...place, property: `parameter ${name}` }, message));
      }
    });
    return found;
  },
});

/** How clients name the members of a parameter; undefined where they send it as one. */
function memberName({ name, documentation }: RequestParameter, api: RestApi): string | undefined {
  const { style = 'form', explode = true } = documentation?.other ?? {};
  if (style === 'deepObject') return `${name}[member]=value`;
  return style === 'form' && explode === true && isObjectSchema(documentation?.schema, api)
    ? 'member=value'
    : undefined;
}

function isObjectSchema(schema: Document | undefined, api: RestApi): boolean {
  if (!isDocumentObject(schema)) return false;
  const { $ref: ref, type } = schema;
  const name = typeof ref === 'string' ? parseModelReference(ref) : undefined;
  const named = name === undefined ? schema : api.models?.find((model) => model.name === name)?.schema;
  const types = named === schema ? type : isDocumentObject(named) ? named.type : undefined;
  return types === 'object' || (isList(types) && types.includes('object'));
}
