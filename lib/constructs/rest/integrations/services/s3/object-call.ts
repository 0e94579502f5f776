import type { IBucket, IBucketRef } from 'aws-cdk-lib/aws-s3';
import type {
  IntegrationResponseProps,
  IRestIntegration,
  MappingExpression,
  RequestParameterMappings,
} from '../../integration.js';
import { messageOf } from '../../../../integrations/services/service-errors.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';
import { literalText } from '../../../../integrations/services/service-value.js';
import { encryptionKeyOf, keyPermissions, regionOf } from '../../../../integrations/service-permission.js';

/** A bucket as integrations take it. */
export type S3Bucket = IBucket | IBucketRef;

/** An object of a bucket. */
export interface S3ObjectProps extends ServiceIntegrationProps {
  /**
   * The object's key without `prefix`: `method.request.path.key`, or `method.request.path.proxy` of a path
   * that ends with `{proxy+}`. A literal, `'index.html'`, names one object.
   */
  readonly key: MappingExpression;

  /**
   * The prefix of every key, such as `public/`. The role has no access to other objects.
   *
   * @default - the role has access to all objects of the bucket
   */
  readonly prefix?: string;
}

/** Inputs of an operation on an object. */
export interface ObjectCall {
  readonly action: 'GetObject' | 'PutObject' | 'DeleteObject';
  readonly httpMethod: 'GET' | 'PUT' | 'DELETE';
  readonly keyActions: readonly `kms:${string}`[];
  readonly requestParameters?: RequestParameterMappings;
  readonly success: IntegrationResponseProps;
  readonly errors: readonly IntegrationResponseProps[];
}

/**
 * An operation on an object, in a role that may do this one thing to objects with this prefix.
 *
 * Assumed: a path variable that takes the rest of a path keeps its slashes in the path of the request to S3.
 */
export function objectIntegration(
  bucket: S3Bucket,
  { action, httpMethod, keyActions, requestParameters, success, errors }: ObjectCall,
  props: S3ObjectProps,
): IRestIntegration {
  const { bucketArn, bucketName } = bucket.bucketRef;
  const { key, prefix = '' } = props;
  const name = literalText(key);
  return new ServiceIntegration(
    {
      target: {
        service: 's3',
        request: `path/${bucketName}/${prefix}${name ?? '{key}'}`,
        region: regionOf(bucket, bucketArn),
        httpMethod,
      },
      permissions: [
        { actions: [`s3:${action}`], resources: [`${bucketArn}/${prefix}${name ?? '*'}`] },
        ...(keyActions.length === 0 ? [] : keyPermissions(encryptionKeyOf(bucket), 's3', keyActions)),
      ],
      requestParameters: { ...(name === undefined && { 'integration.request.path.key': key }), ...requestParameters },
      success,
      errors,
    },
    props,
  );
}

/** The response to an error. S3 describes it in XML, which a template does not read and callers do not see. */
export function objectError(statusCode: number, selectionPattern: string): IntegrationResponseProps {
  return {
    statusCode,
    selectionPattern,
    contentHandling: 'CONVERT_TO_TEXT',
    responseTemplates: { 'application/json': messageOf(statusCode) },
  };
}
