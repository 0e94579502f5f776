import { isDocumentObject, joinValues, reference, type Document, type Value } from '../../model/index.js';
import { asText } from '../../model/scalar.js';
import { own } from '../../support/own.js';
import type { Resource } from './resources.js';

/**
 * What references to a resource stand for on a local gateway. A name that CloudFormation would make up is the logical
 * id; ARNs are made of the pseudo parameters, which are filled in later.
 */
export function knownReferencesOf(resource: Resource): readonly (readonly [string, Document])[] {
  const names = own(NAMED_RESOURCES, resource.type);
  if (names === undefined) return [];
  const name = physicalName(resource, names.name);
  return Object.entries(names.attributes).map(([attribute, render]) => [
    attribute === 'Ref' ? resource.id : `${resource.id}.${attribute}`,
    resource.stack.placed(render(name, resource)),
  ]);
}

/** A property of a resource outside of API Gateway, evaluated. */
export function propertyOf(resource: Resource, name: string): Document | undefined {
  const { properties } = resource.template;
  const value = isDocumentObject(properties)
    ? (properties as Readonly<Record<string, typeof properties>>)[name]
    : undefined;
  return value === undefined ? undefined : resource.stack.resolve(value, { element: resource.id, property: name });
}

export function physicalName(resource: Resource, property: string | undefined): Value<string> {
  return (property === undefined ? undefined : asText(propertyOf(resource, property))) ?? resource.id;
}

interface NamedResource {
  /** The property that holds the physical name. */
  readonly name?: string;
  /** `Ref` and the attributes of `Fn::GetAtt`. */
  readonly attributes: Readonly<Record<string, (name: Value<string>, resource: Resource) => Value<string>>>;
}

const itself = (name: Value<string>): Value<string> => name;

/** `arn:<partition>:<service>:<region>:<account>:<prefix><name>`. */
function arn(service: string, prefix = ''): (name: Value<string>) => Value<string> {
  const place = [reference('AWS::Region'), ':', reference('AWS::AccountId')];
  return (name) => joinValues(['arn:', reference('AWS::Partition'), `:${service}:`, ...place, `:${prefix}`, name]);
}

/** `arn:<partition>:<service>::<account>:<prefix><name>` of services without regions. */
function globalArn(service: string, prefix: string, account = true): (name: Value<string>) => Value<string> {
  return (name) =>
    joinValues([
      'arn:',
      reference('AWS::Partition'),
      `:${service}::`,
      account ? reference('AWS::AccountId') : '',
      `:${prefix}`,
      name,
    ]);
}

const functionArn = arn('lambda', 'function:');

function poolId(name: Value<string>): Value<string> {
  return joinValues([reference('AWS::Region'), '_', name]);
}

function poolHost(name: Value<string>): Value<string> {
  return joinValues(['cognito-idp.', reference('AWS::Region'), '.', reference('AWS::URLSuffix'), '/', poolId(name)]);
}

/** The function's ARN that a version or an alias is of, with its qualifier. */
function qualifiedArn(qualifier: (resource: Resource) => Value<string>) {
  return (_name: Value<string>, resource: Resource): Value<string> => {
    const target = asText(propertyOf(resource, 'FunctionName')) ?? '';
    const whole = typeof target === 'string' ? (target.startsWith('arn:') ? target : functionArn(target)) : target;
    return joinValues([wholeArn(whole), ':', qualifier(resource)]);
  };
}

/** `Ref` of a function gives its name, of which the ARN is made; every other reference gives an ARN already. */
function wholeArn(target: Value<string>): Value<string> {
  if (typeof target === 'string') return target;
  const [part, ...others] = target.parts;
  const isName =
    typeof part === 'object' && part.kind === 'reference' && part.attribute === undefined && others.length === 0;
  return isName ? reference(part.logicalId, 'Arn') : target;
}

const versionArn = qualifiedArn(() => '1');
const aliasArn = qualifiedArn((resource) => physicalName(resource, 'Name'));

const NAMED_RESOURCES: Readonly<Record<string, NamedResource>> = {
  'AWS::Lambda::Function': { name: 'FunctionName', attributes: { Ref: itself, Arn: functionArn } },
  'AWS::Lambda::Alias': { attributes: { Ref: aliasArn, AliasArn: aliasArn } },
  'AWS::Lambda::Version': { attributes: { Ref: versionArn, FunctionArn: versionArn, Version: () => '1' } },
  'AWS::ApiGateway::RestApi': { attributes: { Ref: (_, { id }) => id, RestApiId: (_, { id }) => id } },
  'AWS::ApiGatewayV2::Api': { attributes: { Ref: (_, { id }) => id, ApiId: (_, { id }) => id } },
  'AWS::ApiGateway::Stage': { name: 'StageName', attributes: { Ref: itself } },
  'AWS::ApiGatewayV2::Stage': { name: 'StageName', attributes: { Ref: itself } },
  'AWS::ApiGateway::ApiKey': { attributes: { Ref: (_, { id }) => id, APIKeyId: (_, { id }) => id } },
  'AWS::ApiGateway::ClientCertificate': {
    attributes: { Ref: (_, { id }) => id, ClientCertificateId: (_, { id }) => id },
  },
  'AWS::ApiGateway::VpcLink': { attributes: { Ref: (_, { id }) => id, VpcLinkId: (_, { id }) => id } },
  'AWS::ApiGatewayV2::VpcLink': { attributes: { Ref: (_, { id }) => id, VpcLinkId: (_, { id }) => id } },
  'AWS::ApiGateway::DomainName': { name: 'DomainName', attributes: { Ref: itself } },
  'AWS::ApiGatewayV2::DomainName': { name: 'DomainName', attributes: { Ref: itself } },
  'AWS::Cognito::UserPool': {
    attributes: {
      Ref: poolId,
      UserPoolId: poolId,
      Arn: (name) => arn('cognito-idp', 'userpool/')(poolId(name)),
      ProviderName: poolHost,
      ProviderURL: (name) => joinValues(['https://', poolHost(name)]),
    },
  },
  'AWS::Cognito::UserPoolClient': { attributes: { Ref: itself, ClientId: itself } },
  'AWS::IAM::Role': { name: 'RoleName', attributes: { Ref: itself, Arn: globalArn('iam', 'role/') } },
  'AWS::DynamoDB::Table': { name: 'TableName', attributes: { Ref: itself, Arn: arn('dynamodb', 'table/') } },
  'AWS::DynamoDB::GlobalTable': { name: 'TableName', attributes: { Ref: itself, Arn: arn('dynamodb', 'table/') } },
  'AWS::Events::EventBus': {
    name: 'Name',
    attributes: { Ref: itself, Name: itself, Arn: arn('events', 'event-bus/') },
  },
  'AWS::Kinesis::Stream': { name: 'Name', attributes: { Ref: itself, Arn: arn('kinesis', 'stream/') } },
  'AWS::KinesisFirehose::DeliveryStream': {
    name: 'DeliveryStreamName',
    attributes: { Ref: itself, Arn: arn('firehose', 'deliverystream/') },
  },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', attributes: { Ref: itself, Arn: arn('logs', 'log-group:') } },
  'AWS::S3::Bucket': { name: 'BucketName', attributes: { Ref: itself, Arn: globalArn('s3', '', false) } },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    attributes: { Ref: arn('sns'), TopicArn: arn('sns'), TopicName: itself },
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    attributes: {
      Ref: queueUrl,
      QueueUrl: queueUrl,
      Arn: arn('sqs'),
      QueueName: itself,
    },
  },
  'AWS::SSM::Parameter': { name: 'Name', attributes: { Ref: itself } },
  'AWS::StepFunctions::StateMachine': {
    name: 'StateMachineName',
    attributes: { Ref: arn('states', 'stateMachine:'), Arn: arn('states', 'stateMachine:'), Name: itself },
  },
};

function queueUrl(name: Value<string>): Value<string> {
  const host = ['https://sqs.', reference('AWS::Region'), '.', reference('AWS::URLSuffix')];
  return joinValues([...host, '/', reference('AWS::AccountId'), '/', name]);
}
