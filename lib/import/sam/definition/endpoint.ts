import { requireMap } from '../values/invalid-definition.js';
import { SamMap, type SamValue } from '../values/sam-value.js';
import { addProperty, type ApiKind } from './api-kind.js';
import { isOpenApi3, sectionOf } from './definition.js';

const PROPERTY = 'DisableExecuteApiEndpoint';

/** Adds `DisableExecuteApiEndpoint` to the definition of an API, where `false` says something too. */
export function addDisabledEndpoint(kind: ApiKind, properties: SamMap): void {
  addProperty(kind, properties, PROPERTY, disableEndpoint, properties.get(PROPERTY) ?? undefined);
}

/** The setting belongs to the servers in OpenAPI 3, and to the root in Swagger 2. */
function disableEndpoint(document: SamMap, isDisabled: SamValue): void {
  const isOpenApi = isOpenApi3(document.get('openapi'));
  const targets = isOpenApi ? (document.getList('servers') ?? [new SamMap()]) : [document];
  for (const target of targets) {
    const settings = requireMap(target, 'DefinitionBody.servers');
    sectionOf(settings, 'x-amazon-apigateway-endpoint-configuration').set('disableExecuteApiEndpoint', isDisabled);
  }
  if (isOpenApi) document.set('servers', targets);
}
