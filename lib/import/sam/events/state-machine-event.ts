import { hasIntegration } from '../definition/definition-draft.js';
import { addStateMachineIntegration } from '../definition/integration.js';
import { addEventAuth } from '../definition/method-auth.js';
import { draftSwagger, finishSwagger } from '../definition/swagger-draft.js';
import { GeneratedResource } from '../resources/generated-resource.js';
import { trustPolicy } from '../resources/role.js';
import { sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { isTruthy, mapOf, type SamMap } from '../values/sam-value.js';
import { readApiEvent } from './api-event.js';
import type { ApiGatewayEvent } from './event.js';

/** The role that lets API Gateway start the state machine, and the method that does. */
export function expandStateMachineEvent(event: ApiGatewayEvent): GeneratedResource[] {
  // Observed: the policy of such an event names the stage only where the event itself does.
  const route = { ...readApiEvent(event), stage: event.properties.get('Stage') ?? null };
  const role = startRole(event);
  if (!isTruthy(route.api.get('__MANAGE_SWAGGER'))) return [role];
  const draft = draftSwagger(route.api.get('DefinitionBody'));
  if (hasIntegration(draft, route.path, route.method))
    throw new InvalidDefinition(
      `Cannot add the method: ${route.method.toUpperCase()} ${route.path} has an integration already`,
    );
  addStateMachineIntegration(draft, route, role.arn, requestTemplates(event));
  const auth = event.properties.getMap('Auth');
  if (auth !== undefined && auth.size > 0) addEventAuth(event.translation, draft, route, auth);
  route.api.set('DefinitionBody', finishSwagger(draft));
  return [role];
}

function startRole(event: ApiGatewayEvent): GeneratedResource {
  const logicalId = `${event.logicalId}Role`;
  const statement = mapOf({ Action: 'states:StartExecution', Effect: 'Allow', Resource: event.target.ref });
  const policy = mapOf({
    PolicyName: `${logicalId}StartExecutionPolicy`,
    PolicyDocument: mapOf({ Statement: [statement] }),
  });
  return new GeneratedResource(logicalId, 'AWS::IAM::Role', event.attributes)
    .set('AssumeRolePolicyDocument', trustPolicy('apigateway.amazonaws.com'))
    .set('Policies', [policy]);
}

/** The request's body becomes the input; `UnescapeMappingTemplate` takes back what JavaScript escapes and JSON does not. */
function requestTemplates(event: ApiGatewayEvent): SamMap {
  const machine = `\${${event.target.id}}`;
  const escaped = `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${machine}"}`;
  const unescaped = `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")", "stateMachineArn": "${machine}"}`;
  const isUnescaped = isTruthy(event.properties.get('UnescapeMappingTemplate'));
  return mapOf({ 'application/json': sub(isUnescaped ? unescaped : escaped) });
}
