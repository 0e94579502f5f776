import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { intrinsicName, isIntrinsic, isNoValue } from '../values/intrinsics.js';
import { SamMap, mapOf, isTruthy, areEqual, type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';

export interface ExecutionRole {
  readonly service: string;
  readonly managedPolicies: SamValue[];
  readonly policies: SamValue[];
  readonly tags: SamValue[];
}

/**
 * The role that a function or state machine runs under when it names none: its own policies and the usual ones.
 *
 * Names of managed policies stay names, and SAM's policy templates are named in an `info`: nothing here asks IAM what a
 * role may do.
 */
export function executionRole(translation: Translation, sam: SamResource, role: ExecutionRole): GeneratedResource {
  const { properties } = sam;
  const logicalId = `${sam.logicalId}Role`;
  const managed = [...role.managedPolicies];
  const documents = [...role.policies];
  const templates: string[] = [];
  const declared = properties.get('Policies');
  const policies = Array.isArray(declared) ? declared : isTruthy(declared) ? [declared] : [];
  policies.forEach((policy, index) => {
    const name = `${logicalId}Policy${index}`;
    const template = templateName(policy);
    if (template !== undefined) templates.push(template);
    else if (isDocument(policy)) documents.push(asDocument(policy, name));
    else if (!managed.some((present) => areEqual(present, policy))) managed.push(policy);
  });
  if (templates.length > 0)
    translation.report(
      'not-read',
      { element: sam.logicalId, property: 'Policies' },
      `The role has no statements for the policy templates ${templates.join(', ')}; calls are made with your own permissions`,
      'info',
    );
  return new GeneratedResource(logicalId, 'AWS::IAM::Role', passedOnAttributes(sam.resource))
    .set('AssumeRolePolicyDocument', properties.get('AssumeRolePolicyDocument') ?? trustPolicy(role.service))
    .set('ManagedPolicyArns', managed)
    .set('Policies', documents.length > 0 ? documents : undefined)
    .set('Path', properties.get('RolePath'))
    .set('PermissionsBoundary', properties.get('PermissionsBoundary'))
    .set('Tags', role.tags);
}

/** Lets a service take a role. */
export function trustPolicy(service: string): SamMap {
  return mapOf({
    Version: '2012-10-17',
    Statement: [
      mapOf({
        Action: ['sts:AssumeRole'],
        Effect: 'Allow',
        Principal: mapOf({ Service: [service] }),
      }),
    ],
  });
}

function isDocument(policy: SamValue): boolean {
  if (!(policy instanceof SamMap)) return false;
  const branches = policy.get('Fn::If');
  if (intrinsicName(policy) === 'Fn::If' && Array.isArray(branches)) return branches.slice(1).some(isDocument);
  return policy.has('Statement');
}

function asDocument(policy: SamValue, name: string): SamValue {
  const named = (document: SamValue): SamMap => mapOf({ PolicyName: name, PolicyDocument: document });
  const branches = policy instanceof SamMap && intrinsicName(policy) === 'Fn::If' ? policy.get('Fn::If') : undefined;
  if (!Array.isArray(branches)) return named(policy);
  const [condition = null, ...choices] = branches;
  return mapOf({
    'Fn::If': [condition, ...choices.map((choice) => (isNoValue(choice) ? choice : named(choice)))],
  });
}

/** `DynamoDBCrudPolicy: { TableName: … }`: one key that is no function. */
function templateName(policy: SamValue): string | undefined {
  if (!(policy instanceof SamMap) || isIntrinsic(policy) || policy.has('Statement') || policy.size !== 1)
    return undefined;
  const [name] = policy.keys();
  return typeof name === 'string' ? name : undefined;
}
