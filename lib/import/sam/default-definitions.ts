import { emptyOpenApi } from './definition/openapi-draft.js';
import { emptySwagger } from './definition/swagger-draft.js';
import { samResource, type Translation } from './translation.js';
import { isTruthy } from './values/sam-value.js';

const EMPTY = { 'AWS::Serverless::Api': emptySwagger, 'AWS::Serverless::HttpApi': emptyOpenApi } as const;

/** Gives each API without a definition an empty one, to which the functions' events add their methods. */
export function addDefaultDefinitions(translation: Translation): void {
  for (const [logicalId, value] of translation.resources) {
    const sam = samResource(logicalId, value);
    if (sam?.type !== 'AWS::Serverless::Api' && sam?.type !== 'AWS::Serverless::HttpApi') continue;
    const { properties } = sam;
    if (isTruthy(properties.get('DefinitionBody')) || isTruthy(properties.get('DefinitionUri'))) continue;
    properties.set('DefinitionBody', EMPTY[sam.type]()).set('__MANAGE_SWAGGER', true);
    sam.resource.set('Properties', properties);
  }
}
