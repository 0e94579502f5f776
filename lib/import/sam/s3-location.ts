import { Dictionary, type SamValue } from './dictionary.js';
import { charactersOf, isText, mapText, type Text } from './text.js';

/** An object in S3: a bucket, a key and maybe a version. */
export interface S3Location {
  readonly bucket: SamValue;
  readonly key: SamValue;
  readonly version?: SamValue;
}

/** Reads `s3://bucket/key?versionId=1` or a map of the same; nothing for any other value, such as a local path. */
export function readS3Location(uri: SamValue | undefined): S3Location | undefined {
  if (isText(uri)) return parseS3Uri(uri);
  if (!(uri instanceof Dictionary)) return undefined;
  const bucket = uri.get('Bucket') ?? null;
  const key = uri.get('Key') ?? null;
  if (bucket === null || key === null) return undefined;
  const version = uri.get('Version');
  return { bucket, key, ...(version !== undefined && { version }) };
}

function parseS3Uri(uri: Text): S3Location | undefined {
  const [, bucket, key = '', query = ''] = /^s3:\/\/([^/?#]+)\/([^?#]*)(?:\?([^#]*))?/i.exec(charactersOf(uri)) ?? [];
  if (bucket === undefined) return undefined;
  const versions = new URLSearchParams(query).getAll('versionId');
  const part = (text: string): Text => mapText(uri, () => text);
  const [version] = versions;
  return {
    bucket: part(bucket),
    key: part(key.replace(/^\/+/, '')),
    ...(version !== undefined && versions.length === 1 && { version: part(version) }),
  };
}
