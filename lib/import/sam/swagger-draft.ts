import { isDefinition, type DefinitionDraft } from './definition-draft.js';
import { Dictionary, type SamValue } from './dictionary.js';
import { InvalidDefinition } from './invalid-definition.js';
import { ref } from './intrinsics.js';
import { isTruthy } from './sam-value.js';

const SECURITY_DEFINITIONS = 'securityDefinitions';
const GATEWAY_RESPONSES = 'x-amazon-apigateway-gateway-responses';
const POLICY = 'x-amazon-apigateway-policy';

/** Members of a path item that are no methods. */
export const PATH_MEMBERS = ['summary', 'description', 'parameters'];

/** A REST API's definition while it changes; its sections are put back when it is finished. */
export interface SwaggerDraft extends DefinitionDraft {
  readonly securityDefinitions: Dictionary;
  readonly gatewayResponses: Dictionary;
  readonly policy: Dictionary;
  readonly definitions: Dictionary;
}

/** The definition of an API that has none yet. */
export function emptySwagger(): Dictionary {
  return Dictionary.definition([
    ['swagger', '2.0'],
    [
      'info',
      Dictionary.definition([
        ['version', '1.0'],
        ['title', ref('AWS::StackName')],
      ]),
    ],
    ['paths', Dictionary.definition()],
  ]);
}

export function isSwagger(value: SamValue | undefined): value is Dictionary {
  return isDefinition(value, ['swagger', 'openapi']);
}

/** Starts to change a definition; the given one stays as it is. */
export function draftSwagger(definition: SamValue | undefined): SwaggerDraft {
  if (!isSwagger(definition))
    throw new InvalidDefinition(
      'Cannot add to the definition: it has no paths, or is neither Swagger 2 nor OpenAPI 3',
      'DefinitionBody',
    );
  const document = definition.deepCopy();
  const paths = document.dictionary('paths') ?? Dictionary.definition();
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
export function finishSwagger(draft: SwaggerDraft): Dictionary {
  const { document } = draft;
  if (draft.securityDefinitions.size > 0) document.set(SECURITY_DEFINITIONS, draft.securityDefinitions);
  if (draft.gatewayResponses.size > 0) document.set(GATEWAY_RESPONSES, draft.gatewayResponses);
  if (draft.definitions.size > 0) document.set('definitions', draft.definitions);
  return document.deepCopy();
}

/** Puts the resource policy in at once: even an empty one is written. */
export function keepPolicy(draft: SwaggerDraft): void {
  draft.document.set(POLICY, draft.policy);
}

function section(document: Dictionary, name: string): Dictionary {
  const present = document.get(name);
  if (present instanceof Dictionary && present.size > 0) return present;
  if (isTruthy(present)) throw new InvalidDefinition(`Cannot add to ${name}: it is no map`, 'DefinitionBody');
  return Dictionary.definition();
}
