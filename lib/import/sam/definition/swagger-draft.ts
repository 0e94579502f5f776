import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, copyOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { isDefinition, type DefinitionDraft } from './definition-draft.js';

const SECURITY_DEFINITIONS = 'securityDefinitions';
const GATEWAY_RESPONSES = 'x-amazon-apigateway-gateway-responses';
const POLICY = 'x-amazon-apigateway-policy';

/** Members of a path item that are no methods. */
export const PATH_MEMBERS = ['summary', 'description', 'parameters'];

/** A REST API's definition while it changes; its sections are put back when it is finished. */
export interface SwaggerDraft extends DefinitionDraft {
  readonly securityDefinitions: SamMap;
  readonly gatewayResponses: SamMap;
  readonly policy: SamMap;
  readonly definitions: SamMap;
}

/** The definition of an API that has none yet. */
export function emptySwagger(): SamMap {
  return mapOf({ swagger: '2.0', info: mapOf({ version: '1.0', title: ref('AWS::StackName') }), paths: new SamMap() });
}

export function isSwagger(value: SamValue | undefined): value is SamMap {
  return isDefinition(value, ['swagger', 'openapi']);
}

/** Starts to change a definition; the given one stays as it is. */
export function draftSwagger(definition: SamValue | undefined): SwaggerDraft {
  if (!isSwagger(definition))
    throw new InvalidDefinition(
      'Cannot add to the definition: it has no paths, or is neither Swagger 2 nor OpenAPI 3',
      'DefinitionBody',
    );
  const document = copyOf(definition);
  const paths = document.getMap('paths') ?? new SamMap();
  return {
    document,
    paths,
    securityDefinitions: section(document, SECURITY_DEFINITIONS),
    gatewayResponses: section(document, GATEWAY_RESPONSES),
    policy: section(document, POLICY),
    definitions: section(document, 'definitions'),
  };
}

/** The changed definition. */
export function finishSwagger(draft: SwaggerDraft): SamMap {
  const { document } = draft;
  if (draft.securityDefinitions.size > 0) document.set(SECURITY_DEFINITIONS, draft.securityDefinitions);
  if (draft.gatewayResponses.size > 0) document.set(GATEWAY_RESPONSES, draft.gatewayResponses);
  if (draft.definitions.size > 0) document.set('definitions', draft.definitions);
  return copyOf(document);
}

/** Puts the resource policy in at once: even an empty one is written. */
export function keepPolicy(draft: SwaggerDraft): void {
  draft.document.set(POLICY, draft.policy);
}

function section(document: SamMap, name: string): SamMap {
  const present = document.get(name);
  if (present instanceof SamMap && present.size > 0) return present;
  if (isTruthy(present)) throw new InvalidDefinition(`Cannot add to ${name}: it is no map`, 'DefinitionBody');
  return new SamMap();
}
