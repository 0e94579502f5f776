import type { IRestIntegration, MappingExpression } from '../../integration.js';
import { escaped } from '../../../templates/velocity-reference.js';
import { pageLimit } from '../../../../integrations/services/page-limit.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';
import { regionOf } from '../../../../integrations/service-permission.js';
import { objectError, type S3Bucket } from './object-call.js';

/** Objects of a bucket. */
export interface S3ListObjectsProps extends ServiceIntegrationProps {
  /**
   * The prefix of the keys, such as `public/`. The role may list no other keys.
   *
   * @default - all objects of the bucket
   */
  readonly prefix?: string;

  /**
   * The largest number of objects in a response, up to 999. A loop in a template has at most 1,000 rounds.
   *
   * @default 100
   */
  readonly limit?: number;

  /**
   * The `nextToken` of the previous response in the request.
   *
   * @default method.request.querystring.nextToken
   */
  readonly nextToken?: MappingExpression;
}

/** One less than the rounds of a loop in a template. */
const MAX_LIMIT = 999;

/**
 * Returns the objects of a bucket: `{"objects":[{"key":"…","size":1,"lastModified":"…"}],"nextToken":"…"}`. A template
 * makes them of the XML that S3 returns.
 *
 * Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 * @throws SluiceError `service-request-invalid`
 */
export function listObjects(bucket: S3Bucket, props: S3ListObjectsProps = {}): IRestIntegration {
  const { bucketArn, bucketName } = bucket.bucketRef;
  const { prefix = '', nextToken = 'method.request.querystring.nextToken' } = props;
  return new ServiceIntegration(
    {
      target: { service: 's3', request: `path/${bucketName}`, region: regionOf(bucket, bucketArn), httpMethod: 'GET' },
      permissions: [
        {
          actions: ['s3:ListBucket'],
          resources: [bucketArn],
          ...(prefix !== '' && { conditions: { StringEquals: { 's3:prefix': prefix } } }),
        },
      ],
      requestParameters: {
        'integration.request.querystring.list-type': "'2'",
        // Keys may have what XML cannot.
        'integration.request.querystring.encoding-type': "'url'",
        'integration.request.querystring.max-keys': `'${pageLimit(props.limit, MAX_LIMIT)}'`,
        'integration.request.querystring.prefix': `'${prefix}'`,
        'integration.request.querystring.continuation-token': nextToken,
      },
      success: { statusCode: 200, responseTemplates: { 'application/json': RESPONSE } },
      errors: [objectError(500, String.raw`[34]\d{2}`), objectError(503, String.raw`5\d{2}`)],
    },
    props,
  );
}

/** VTL of the text between a tag and its end, the first one of each. */
function between(text: string, tag: string): string {
  return `${text}.replaceAll('(?s)^.*?<${tag}>(.*?)</${tag}>.*$', '$1')`;
}

/** Assumed: `$input.body` of a response is its text for every content type; recorded for JSON. */
const RESPONSE = [
  '#set($xml = $input.body)',
  '{"objects":[#foreach($part in $xml.split(\'<Contents>\'))#if($foreach.index > 0)#if($foreach.index > 1),#end',
  `{"key":"${escaped(`$util.urlDecode(${between('$part', 'Key')})`)}",`,
  `"size":${between('$part', 'Size')},"lastModified":"${between('$part', 'LastModified')}"}#end#end]`,
  `#if($xml.contains('<NextContinuationToken>')),"nextToken":"${escaped(between('$xml', 'NextContinuationToken'))}"#end}`,
].join('');
