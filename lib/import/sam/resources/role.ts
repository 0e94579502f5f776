import { reportNotRead, type Translation } from '../translation.js';
import { intrinsicName, isIntrinsic, isNoValue } from '../values/intrinsics.js';
import { SamMap, areEqual, asList, mapOf, type SamValue } from '../values/sam-value.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/** What the role of a function differs in from that of a state machine. */
interface ExecutionRole {
  readonly service: string;
  readonly managedPolicies: SamValue[];
  readonly policies: SamValue[];
  readonly tags: SamValue[];
}

/**
 * The role that a function or state machine runs under when it names none: its own policies and the usual ones.
 *
 * Names of managed policies stay names, and SAM's policy templates are reported: a local gateway does not ask IAM what a
 * role may do.
 */
export function executionRole(translation: Translation, sam: SamResource, role: ExecutionRole): GeneratedResource {
  const { properties } = sam;
  const logicalId = `${sam.logicalId}Role`;
  const managed = [...role.managedPolicies];
  const documents = [...role.policies];
  const templates: string[] = [];
  asList(properties.getTrue('Policies')).forEach((policy, index) => {
    const template = templateName(policy);
    if (template !== undefined) templates.push(template);
    else if (isDocument(policy)) documents.push(asDocument(policy, `${logicalId}Policy${index}`));
    else if (!managed.some((present) => areEqual(present, policy))) managed.push(policy);
  });
  if (templates.length > 0)
    reportNotRead(
      translation,
      { element: sam.logicalId, property: 'Policies' },
      `The role has no statements for the policy templates ${templates.join(', ')}; calls are made with your own permissions`,
    );
  return sideResource(sam, logicalId, 'AWS::IAM::Role')
    .set('AssumeRolePolicyDocument', properties.get('AssumeRolePolicyDocument') ?? trustPolicy(role.service))
    .set('ManagedPolicyArns', managed)
    .set('Policies', documents.length > 0 ? documents : undefined)
    .set('Path', properties.get('RolePath'))
    .set('PermissionsBoundary', properties.get('PermissionsBoundary'))
    .set('Tags', role.tags);
}

/** Lets a service take a role. */
export function trustPolicy(service: string): SamMap {
  const Principal = mapOf({ Service: [service] });
  return mapOf({
    Version: '2012-10-17',
    Statement: [mapOf({ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal })],
  });
}

/** The ARN of a managed policy of AWS. */
export function managedPolicy(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** The ARN of the managed policy that lets a role write traces. */
export function tracingPolicy(partition: string): string {
  return managedPolicy(partition, partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess');
}

function isDocument(policy: SamValue): boolean {
  if (!(policy instanceof SamMap)) return false;
  const branches = branchesOf(policy);
  return branches === undefined ? policy.has('Statement') : branches.slice(1).some(isDocument);
}

function asDocument(policy: SamValue, name: string): SamValue {
  const named = (document: SamValue): SamMap => mapOf({ PolicyName: name, PolicyDocument: document });
  const branches = branchesOf(policy);
  if (branches === undefined) return named(policy);
  const [condition = null, ...choices] = branches;
  return mapOf({ 'Fn::If': [condition, ...choices.map((choice) => (isNoValue(choice) ? choice : named(choice)))] });
}

function branchesOf(policy: SamValue): SamValue[] | undefined {
  return policy instanceof SamMap && intrinsicName(policy) === 'Fn::If' ? policy.getList('Fn::If') : undefined;
}

/** `DynamoDBCrudPolicy: { TableName: … }`: one key that is not a function. */
function templateName(policy: SamValue): string | undefined {
  if (!(policy instanceof SamMap) || isIntrinsic(policy) || policy.has('Statement') || policy.size !== 1)
    return undefined;
  return [...policy.keys()][0];
}
