import type { IRestIntegration } from '../../integration.js';
import { NO_CONTENT } from '../../../../integrations/services/service-errors.js';
import { objectError, objectIntegration, type S3Bucket, type S3ObjectProps } from './object-call.js';

/**
 * Writes the request's body as an object, with its content type. The response is 204 with the object's `ETag`.
 *
 * A body that is not text requires its content type in the API's `binaryMediaTypes`.
 *
 * Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export function putObject(bucket: S3Bucket, props: S3ObjectProps): IRestIntegration {
  return objectIntegration(
    bucket,
    {
      action: 'PutObject',
      httpMethod: 'PUT',
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      requestParameters: { 'integration.request.header.Content-Type': 'method.request.header.Content-Type' },
      success: {
        ...NO_CONTENT,
        responseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' },
      },
      errors: [
        objectError(400, '400'),
        objectError(500, String.raw`3\d{2}|4(?!00)\d{2}`),
        objectError(503, String.raw`5\d{2}`),
      ],
    },
    props,
  );
}
