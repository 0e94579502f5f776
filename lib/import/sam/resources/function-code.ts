import type { SamResource, Translation } from '../translation.js';
import { readS3Location } from '../values/s3-location.js';
import { SamMap, mapOf, isTruthy, type SamValue } from '../values/sam-value.js';

/**
 * `Code` of a Lambda function: inline, an object in S3 or an image. A path that was not packaged stays a text, as the
 * function's own resource type has it before packaging.
 *
 * Documented: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function functionCode(translation: Translation, sam: SamResource): SamValue | undefined {
  const { properties } = sam;
  if (properties.getString('PackageType') === 'Image') {
    const image = properties.get('ImageUri');
    if (isTruthy(image)) return mapOf({ ImageUri: image });
    reportMissing(translation, sam, 'ImageUri');
    return;
  }
  const inline = properties.get('InlineCode') ?? null;
  if (inline !== null) return mapOf({ ZipFile: inline });
  const uri = properties.get('CodeUri') ?? null;
  if (uri === null) {
    reportMissing(translation, sam, 'CodeUri');
    return;
  }
  const code = artifact(uri);
  const key = properties.get('SourceKMSKeyArn');
  if (code instanceof SamMap && isTruthy(key)) code.set('SourceKMSKeyArn', key);
  return code;
}

/** The place of code or of a layer's content, in the words of Lambda's resource types. */
export function artifact(uri: SamValue): SamValue {
  const location = readS3Location(uri);
  if (location === undefined) return uri;
  return mapOf({ S3Bucket: location.bucket, S3Key: location.key, S3ObjectVersion: location.version });
}

function reportMissing(translation: Translation, sam: SamResource, property: string): void {
  translation.report(
    'function-unavailable',
    { element: sam.logicalId, property },
    `Cannot find the code of ${sam.logicalId}: it has no ${property}`,
  );
}
