import type { Translation } from '../translation.js';
import { getAtt, ref, sub } from '../values/intrinsics.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/** What APIs and functions have become when connectors are expanded. */
const APIS = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'];
const FUNCTION = 'AWS::Lambda::Function';

/**
 * `AWS::Serverless::Connector` from an API to a function: the permission that lets the API call the function. Undefined
 * for connectors of other resources, which have no effect on an API.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
export function expandConnector({ resources }: Translation, sam: SamResource): GeneratedResource | undefined {
  const { logicalId, properties } = sam;
  const source = properties.getMap('Source')?.getString('Id');
  const destination = properties.getMap('Destination')?.getString('Id');
  if (source === undefined || destination === undefined) return undefined;
  const isCall =
    APIS.includes(resources.getMap(source)?.getString('Type') ?? '') &&
    resources.getMap(destination)?.getString('Type') === FUNCTION &&
    properties.getList('Permissions')?.includes('Write') === true;
  if (!isCall) return undefined;
  const arn =
    'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${SourceResourceId}/${SourceQualifier}';
  return sideResource(sam, `${logicalId}WriteLambdaPermission`, 'AWS::Lambda::Permission')
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', getAtt(destination, 'Arn'))
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', sub(arn, { SourceResourceId: ref(source), SourceQualifier: '*' }));
}
