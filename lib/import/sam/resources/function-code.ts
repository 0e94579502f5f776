import type { Translation } from '../translation.js';
import { readS3Location } from '../values/s3-location.js';
import { SamMap, mapOf, type SamValue } from '../values/sam-value.js';
import type { SamResource } from './sam-resource.js';

/**
 * `Code` of a Lambda function: inline, an object in S3 or an image. A path that was not packaged stays a string, as the
 * function's own resource type has it before packaging.
 *
 * Documented: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function functionCode(translation: Translation, sam: SamResource): SamValue | undefined {
  const { properties } = sam;
  if (properties.get('PackageType') === 'Image') {
    const image = properties.getTrue('ImageUri');
    if (image !== undefined) return mapOf({ ImageUri: image });
    reportMissing(translation, sam, 'ImageUri');
    return undefined;
  }
  const inline = properties.get('InlineCode') ?? null;
  if (inline !== null) return mapOf({ ZipFile: inline });
  const uri = properties.get('CodeUri') ?? null;
  if (uri === null) {
    reportMissing(translation, sam, 'CodeUri');
    return undefined;
  }
  const code = artifact(uri);
  const key = properties.getTrue('SourceKMSKeyArn');
  return code instanceof SamMap && key !== undefined ? code.set('SourceKMSKeyArn', key) : code;
}

/** The place of code or of a layer's content, in the words of Lambda's resource types. */
export function artifact(uri: SamValue): SamValue {
  const location = readS3Location(uri);
  if (location === undefined) return uri;
  const [S3Bucket, S3Key, S3ObjectVersion] = ['Bucket', 'Key', 'Version'].map((name) => location.get(name));
  return mapOf({ S3Bucket, S3Key, S3ObjectVersion });
}

function reportMissing(translation: Translation, { logicalId }: SamResource, property: string): void {
  const message = `Cannot find the code of ${logicalId}: it has no ${property}`;
  translation.report('function-unavailable', { element: logicalId, property }, message);
}
