import { Dictionary, type SamValue } from './dictionary.js';
import { readS3Location } from './s3-location.js';
import { charactersOf, textOf } from './text.js';
import type { SamResource, Translation } from './translation.js';

/**
 * Where the definition of an API lies in S3, from its `DefinitionUri`; a path that was not packaged is named and kept,
 * for a reader that has the file.
 */
export function definitionLocation(translation: Translation, sam: SamResource, uri: SamValue): SamValue {
  const location = readS3Location(uri);
  if (location !== undefined)
    return Dictionary.definition([
      ['Bucket', location.bucket],
      ['Key', location.key],
      ...(location.version === undefined ? [] : [['Version', location.version] as const]),
    ]);
  translation.report(
    'unresolved-reference',
    { element: charactersOf(sam.logicalId), property: 'DefinitionUri' },
    `Cannot read the definition ${textOf(uri) ?? ''}: it is neither in S3 nor a file beside the template`,
  );
  return uri;
}
