import { InvalidDefinition } from '../values/invalid-definition.js';
import { readS3Location } from '../values/s3-location.js';
import { isTruthy, type SamMap } from '../values/sam-value.js';
import type { GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/** Sets where the definition of an API is: `Body`, or `BodyS3Location` from its `DefinitionUri`. */
export function setBody(sam: SamResource, api: GeneratedResource, definition: SamMap | undefined): void {
  const uri = sam.properties.getTrue('DefinitionUri');
  if (uri === undefined) {
    api.set('Body', definition);
    return;
  }
  if (isTruthy(sam.properties.get('DefinitionBody')))
    throw new InvalidDefinition('The API must have either DefinitionUri or DefinitionBody', 'DefinitionUri');
  // The path of a file beside the template is for the reader of the API to follow.
  api.set('BodyS3Location', readS3Location(uri) ?? uri);
}
