import type { IRestIntegration } from '../../integration.js';
import { objectError, objectIntegration, type S3Bucket, type S3ObjectProps } from './object-call.js';

/** An object to read. */
export interface S3GetObjectProps extends S3ObjectProps {
  /**
   * Headers of the object that the response has.
   *
   * @default - Cache-Control, Content-Disposition, Content-Encoding, Content-Type, ETag, Last-Modified
   */
  readonly headers?: readonly string[];
}

const HEADERS = [
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Type',
  'ETag',
  'Last-Modified',
] as const;

/**
 * Returns an object. The response is 304 where the caller has the current version (`If-None-Match`, `If-Modified-Since`),
 * and 404 where there is no such object. For a role without permission to list the bucket, S3 reports a missing object as
 * 403, so a 403 of S3 is a 404, too.
 *
 * An object that is not text requires its content type in the API's `binaryMediaTypes`.
 *
 * Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function getObject(bucket: S3Bucket, props: S3GetObjectProps): IRestIntegration {
  const { headers = HEADERS } = props;
  const responseParameters = Object.fromEntries(
    headers.map((name) => [`method.response.header.${name}`, `integration.response.header.${name}`]),
  );
  return objectIntegration(
    bucket,
    {
      action: 'GetObject',
      httpMethod: 'GET',
      keyActions: ['kms:Decrypt'],
      requestParameters: {
        'integration.request.header.If-None-Match': 'method.request.header.If-None-Match',
        'integration.request.header.If-Modified-Since': 'method.request.header.If-Modified-Since',
      },
      success: { statusCode: 200, responseParameters },
      errors: [
        {
          statusCode: 304,
          selectionPattern: '304',
          responseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' },
        },
        objectError(404, '40[34]'),
        objectError(500, String.raw`3(?!04)\d{2}|4(?!0[34])\d{2}`),
        objectError(503, String.raw`5\d{2}`),
      ],
    },
    props,
  );
}
