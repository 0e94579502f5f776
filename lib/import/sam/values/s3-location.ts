import { SamMap, type SamValue } from './sam-value.js';

/** An object in S3: a bucket, a key and maybe a version. */
export interface S3Location {
  readonly bucket: SamValue;
  readonly key: SamValue;
  readonly version?: SamValue;
}

/** Reads `s3://bucket/key?versionId=1` or a map of the same; nothing for any other value, such as a local path. */
export function readS3Location(uri: SamValue | undefined): S3Location | undefined {
  if (typeof uri === 'string') return parseS3Uri(uri);
  if (!(uri instanceof SamMap)) return undefined;
  const bucket = uri.get('Bucket') ?? null;
  const key = uri.get('Key') ?? null;
  if (bucket === null || key === null) return undefined;
  const version = uri.get('Version');
  return { bucket, key, ...(version !== undefined && { version }) };
}

function parseS3Uri(uri: string): S3Location | undefined {
  const [, bucket, key = '', query = ''] = /^s3:\/\/([^/?#]+)\/([^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const versions = new URLSearchParams(query).getAll('versionId');
  const part = (text: string): string => text;
  const [version] = versions;
  return {
    bucket: part(bucket),
    key: part(key.replace(/^\/+/, '')),
    ...(version !== undefined && versions.length === 1 && { version: part(version) }),
  };
}
