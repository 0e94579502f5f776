import type { IRestIntegration } from '../../integration.js';
import { NO_CONTENT } from '../../../../integrations/services/service-errors.js';
import { objectError, objectIntegration, type S3Bucket, type S3ObjectProps } from './object-call.js';

/**
 * Deletes an object. The response is 204 whether or not the object exists.
 *
 * Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
export function deleteObject(bucket: S3Bucket, props: S3ObjectProps): IRestIntegration {
  return objectIntegration(
    bucket,
    {
      action: 'DeleteObject',
      httpMethod: 'DELETE',
      keyActions: [],
      success: NO_CONTENT,
      errors: [objectError(500, String.raw`[34]\d{2}`), objectError(503, String.raw`5\d{2}`)],
    },
    props,
  );
}
