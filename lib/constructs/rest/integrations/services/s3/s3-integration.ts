import { deleteObject } from './delete-object.js';
import { getObject } from './get-object.js';
import { listObjects } from './list-objects.js';
import { putObject } from './put-object.js';

export type { S3GetObjectProps } from './get-object.js';
export type { S3ListObjectsProps } from './list-objects.js';
export type { S3Bucket, S3ObjectProps } from './object-call.js';

/**
 * Reads and writes the objects of an S3 bucket without a Lambda function.
 *
 * @example
 * const object = { key: 'method.request.path.proxy', prefix: 'photos/' };
 * api.get('/photos/{proxy+}', S3Integration.getObject(bucket, object));
 * api.put('/photos/{proxy+}', S3Integration.putObject(bucket, object));
 */
export const S3Integration = {
  /** Returns an object. */
  getObject,

  /** Writes the request's body as an object. */
  putObject,

  /** Deletes an object. */
  deleteObject,

  /** Returns the keys of objects. */
  listObjects,
} as const;
