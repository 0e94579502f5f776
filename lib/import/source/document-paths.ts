import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { Json } from '../../model/index.js';
import type { TextPath } from '../text/index.js';
import { valueAt } from './property-path.js';

/** Where an OpenAPI or Swagger document has an element, as findings name it; the document itself where it has none. */
export function elementInDocument(document: Json, element: string | undefined): TextPath {
  return candidates(element ?? '').find((path) => valueAt(document, path) !== undefined) ?? [];
}

function candidates(element: string): readonly TextPath[] {
  const [, verb, path] = /^([A-Z]+) (\/.*)$/s.exec(element) ?? [];
  if (verb !== undefined && path !== undefined) {
    return [
      ['paths', path, verb === 'ANY' ? EXTENSION.anyMethod : verb.toLowerCase()],
      ['paths', path],
    ];
  }
  if (element.startsWith('/')) return [['paths', element]];
  if (element === '$default') return [['paths', '/$default', EXTENSION.anyMethod]];
  const [, kind = '', name = ''] = /^(model|authorizer|gateway response) (.*)$/s.exec(element) ?? [];
  switch (kind) {
    case 'model':
      return [
        ['components', 'schemas', name],
        ['definitions', name],
      ];
    case 'authorizer':
      return [
        ['components', 'securitySchemes', name],
        ['securityDefinitions', name],
      ];
    case 'gateway response':
      return [[EXTENSION.gatewayResponses, name]];
    default:
      return [[`x-amazon-apigateway-${element.replace('resource policy', 'policy')}`]];
  }
}
