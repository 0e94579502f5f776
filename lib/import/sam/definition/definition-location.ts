import type { SamResource, Translation } from '../translation.js';
import { readS3Location } from '../values/s3-location.js';
import { mapOf, stringOf, type SamValue } from '../values/sam-value.js';

/**
 * Where the definition of an API lies in S3, from its `DefinitionUri`; a path that was not packaged is named and kept,
 * for a reader that has the file.
 */
export function definitionLocation(translation: Translation, sam: SamResource, uri: SamValue): SamValue {
  const location = readS3Location(uri);
  if (location !== undefined) return mapOf({ Bucket: location.bucket, Key: location.key, Version: location.version });
  translation.report(
    'unresolved-reference',
    { element: sam.logicalId, property: 'DefinitionUri' },
    `Cannot read the definition ${stringOf(uri) ?? ''}: it is neither in S3 nor a file beside the template`,
  );
  return uri;
}
