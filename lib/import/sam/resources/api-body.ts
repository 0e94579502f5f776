import type { Translation } from '../translation.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { readS3Location } from '../values/s3-location.js';
import { isTruthy, stringOf, type SamMap } from '../values/sam-value.js';
import type { GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/** Sets where the definition of an API is: `Body`, or `BodyS3Location` from its `DefinitionUri`. */
export function setBody(
  translation: Translation,
  sam: SamResource,
  api: GeneratedResource,
  definition: SamMap | undefined,
): void {
  const uri = sam.properties.getTrue('DefinitionUri');
  if (uri === undefined) {
    api.set('Body', definition);
    return;
  }
  if (isTruthy(sam.properties.get('DefinitionBody')))
    throw new InvalidDefinition('The API must have either DefinitionUri or DefinitionBody', 'DefinitionUri');
  const location = readS3Location(uri);
  // A reader may have the file that is missing here.
  api.set('BodyS3Location', location ?? uri);
  if (location !== undefined) return;
  const place = { element: sam.logicalId, property: 'DefinitionUri' };
  const path = stringOf(uri) ?? '';
  const message = `Cannot read the definition ${path}: it is neither in S3 nor a file beside the template`;
  translation.report('unresolved-reference', place, message);
}
