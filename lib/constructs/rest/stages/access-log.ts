import { CfnResource, Token } from 'aws-cdk-lib';
import type { IDeliveryStreamRef } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { ILogGroupRef } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { lateText, parseAccessLogFormat, type AccessLogSettings } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { AccessLogFormat } from './access-log-format.js';

/**
 * A line for every request, in a log group or a Firehose stream.
 *
 * A log group requires the account's role for CloudWatch Logs, once in each Region: `ApiGatewayAccount.ensure(this)`.
 * A Firehose stream requires none.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export type AccessLogProps = AccessLogFormatProps & (LogGroupDestination | DeliveryStreamDestination);

/** The format of an access log. */
export interface AccessLogFormatProps {
  /**
   * The line, with `$context` variables; it names `$context.requestId` or `$context.extendedRequestId`.
   * `AccessLogFormat` has presets.
   *
   * @default AccessLogFormat.json()
   */
  readonly format?: string;
}

/** An access log in CloudWatch Logs. */
export interface LogGroupDestination {
  /** The log group, of this or another stack. */
  readonly logGroup: ILogGroupRef;
  /** Nothing: a stage has one access log. */
  readonly deliveryStream?: never;
}

/** An access log in an Amazon Data Firehose stream. */
export interface DeliveryStreamDestination {
  /** The stream; its name begins with `amazon-apigateway-`. */
  readonly deliveryStream: IDeliveryStreamRef;
  /** Nothing: a stage has one access log. */
  readonly logGroup?: never;
}

/**
 * Declares the access log of a stage.
 *
 * @throws SluiceError `access-log-stream-name` when the name of the stream is one that API Gateway refuses
 */
export function declareAccessLog(props: AccessLogProps): AccessLogSettings {
  if (props.deliveryStream !== undefined) checkStreamName(props.deliveryStream);
  const line = props.format ?? AccessLogFormat.json();
  return {
    destinationArn:
      props.deliveryStream === undefined
        ? props.logGroup.logGroupRef.logGroupArn
        : props.deliveryStream.deliveryStreamRef.deliveryStreamArn,
    // A format that holds a token is parsed when the token is read.
    format: Token.isUnresolved(line) ? lateText('access-log-format', line) : parseAccessLogFormat(line),
  };
}

/**
 * A stream without a name in the template gets one that CloudFormation generates from the stack's name, which does not
 * begin as API Gateway requires.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html
 */
function checkStreamName(stream: IDeliveryStreamRef): void {
  const resource: IConstruct | undefined = CfnResource.isCfnResource(stream) ? stream : stream.node.defaultChild;
  const name =
    resource === undefined
      ? stream.deliveryStreamRef.deliveryStreamName
      : (resource as { readonly deliveryStreamName?: string }).deliveryStreamName;
  if (Token.isUnresolved(name) || name?.startsWith(STREAM_NAME_PREFIX) === true) return;
  const found = name === undefined ? 'CloudFormation generates the name' : `the name is "${name}"`;
  throw new SluiceError(
    'access-log-stream-name',
    `Cannot write an access log to the Firehose stream ${stream.node.path}: ${found}, and API Gateway requires one that begins with ${STREAM_NAME_PREFIX}`,
    { place: stream.node.path, hint: `Name it: deliveryStreamName: '${STREAM_NAME_PREFIX}access-log'` },
  );
}

const STREAM_NAME_PREFIX = 'amazon-apigateway-';
