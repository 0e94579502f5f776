/** How a service takes an action: as JSON with a target header, or as a query. */
export type ActionProtocol =
  | { readonly kind: 'json'; readonly target: string; readonly version: '1.0' | '1.1'; readonly apiVersion: string }
  | { readonly kind: 'query'; readonly apiVersion: string };

const json = (target: string, version: '1.0' | '1.1', apiVersion: string): ActionProtocol => ({
  kind: 'json',
  target,
  version,
  apiVersion,
});
const query = (apiVersion: string): ActionProtocol => ({ kind: 'query', apiVersion });

/**
 * The services whose actions can be called, by the name that an integration URI has.
 *
 * Documented: the `metadata` of each service's model in https://github.com/boto/botocore/tree/develop/botocore/data
 * (`targetPrefix`, `jsonVersion`, `apiVersion`).
 */
export const ACTION_PROTOCOLS: Readonly<Record<string, ActionProtocol>> = {
  athena: json('AmazonAthena', '1.1', '2017-05-18'),
  autoscaling: query('2011-01-01'),
  cloudformation: query('2010-05-15'),
  codebuild: json('CodeBuild_20161006', '1.1', '2016-10-06'),
  'cognito-identity': json('AWSCognitoIdentityService', '1.1', '2014-06-30'),
  'cognito-idp': json('AWSCognitoIdentityProviderService', '1.1', '2016-04-18'),
  comprehend: json('Comprehend_20171127', '1.1', '2017-11-27'),
  dynamodb: json('DynamoDB_20120810', '1.0', '2012-08-10'),
  ec2: query('2016-11-15'),
  ecs: json('AmazonEC2ContainerServiceV20141113', '1.1', '2014-11-13'),
  email: query('2010-12-01'),
  events: json('AWSEvents', '1.1', '2015-10-07'),
  firehose: json('Firehose_20150804', '1.1', '2015-08-04'),
  glue: json('AWSGlue', '1.1', '2017-03-31'),
  iam: query('2010-05-08'),
  kinesis: json('Kinesis_20131202', '1.1', '2013-12-02'),
  kms: json('TrentService', '1.1', '2014-11-01'),
  logs: json('Logs_20140328', '1.1', '2014-03-28'),
  monitoring: query('2010-08-01'),
  rds: query('2014-10-31'),
  redshift: query('2012-12-01'),
  rekognition: json('RekognitionService', '1.1', '2016-06-27'),
  secretsmanager: json('secretsmanager', '1.1', '2017-10-17'),
  sns: query('2010-03-31'),
  sqs: query('2012-11-05'),
  ssm: json('AmazonSSM', '1.1', '2014-11-06'),
  states: json('AWSStepFunctions', '1.0', '2016-11-23'),
  sts: query('2011-06-15'),
  translate: json('AWSShineFrontendService_20170701', '1.1', '2017-07-01'),
};
