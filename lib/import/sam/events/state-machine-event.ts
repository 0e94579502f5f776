import { MANAGED, REST, changeDefinition } from '../definition/api-kind.js';
import { addEventAuth } from '../definition/event-auth.js';
import { addStateMachineIntegration } from '../definition/integration.js';
import { sideResource, type GeneratedResource } from '../resources/generated-resource.js';
import { trustPolicy } from '../resources/role.js';
import { sub } from '../values/intrinsics.js';
import { isTruthy, mapOf, type SamMap } from '../values/sam-value.js';
import { readApiRoute, refuseSecondIntegration } from './api-event.js';
import type { ApiGatewayEvent } from './event.js';

/**
 * An `Api` event of a state machine: the role that lets API Gateway start it, and the method that does.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineapi.html
 */
export function expandStateMachineEvent(event: ApiGatewayEvent): GeneratedResource[] {
  const { properties } = event;
  // Observed: the policy of such an event names the stage only where the event itself does.
  const route = { ...readApiRoute(event), stage: properties.get('Stage') ?? null };
  const role = startRole(event);
  if (isTruthy(route.api.get(MANAGED)))
    changeDefinition(REST, route.api, (document) => {
      refuseSecondIntegration(document, route);
      addStateMachineIntegration(document, route, role.arn, requestTemplates(event));
      const auth = properties.getMap('Auth');
      if (auth !== undefined) addEventAuth(document, route, auth);
    });
  return [role];
}

function startRole({ sam, name, target }: ApiGatewayEvent): GeneratedResource {
  const logicalId = `${sam.logicalId}${name}Role`;
  const statement = mapOf({ Action: 'states:StartExecution', Effect: 'Allow', Resource: target.ref });
  const policy = mapOf({
    PolicyName: `${logicalId}StartExecutionPolicy`,
    PolicyDocument: mapOf({ Statement: [statement] }),
  });
  return sideResource(sam, logicalId, 'AWS::IAM::Role')
    .set('AssumeRolePolicyDocument', trustPolicy('apigateway.amazonaws.com'))
    .set('Policies', [policy]);
}

/** The request's body becomes the input; `UnescapeMappingTemplate` takes back what JavaScript escapes and JSON does not. */
function requestTemplates({ properties, target }: ApiGatewayEvent): SamMap {
  const unescape = isTruthy(properties.get('UnescapeMappingTemplate')) ? `.replaceAll("\\\\'","'")` : '';
  const input = `$util.escapeJavaScript($input.json('$'))${unescape}`;
  const template = `{"input": "${input}", "stateMachineArn": "\${${target.logicalId}}"}`;
  return mapOf({ 'application/json': sub(template) });
}
