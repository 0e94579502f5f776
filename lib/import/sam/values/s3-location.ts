import { SamMap, mapOf, type SamValue } from './sam-value.js';

/**
 * The `Bucket`, `Key` and `Version` of an object in S3, given as `s3://bucket/key?versionId=1` or as a map; undefined for
 * any other value, such as a local path.
 */
export function readS3Location(uri: SamValue | undefined): SamMap | undefined {
  if (typeof uri === 'string') return parseS3Uri(uri);
  if (!(uri instanceof SamMap)) return undefined;
  const Bucket = uri.get('Bucket') ?? null;
  const Key = uri.get('Key') ?? null;
  return Bucket === null || Key === null ? undefined : mapOf({ Bucket, Key, Version: uri.get('Version') });
}

function parseS3Uri(uri: string): SamMap | undefined {
  const [, bucket, key = '', query = ''] = /^s3:\/\/([^/?#]+)\/([^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const [version, ...others] = new URLSearchParams(query).getAll('versionId');
  return mapOf({
    Bucket: bucket,
    Key: key.replace(/^\/+/, ''),
    Version: others.length === 0 ? version : undefined,
  });
}
