import {
  isDocumentObject,
  reference,
  type Document,
  type UserPool,
  type UserPoolClient,
  type Value,
} from '../../model/index.js';
import { asText } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { referredId, type Resource } from './resources.js';
import { propertyOf } from './known-references.js';

/** What stands around APIs and a local gateway must know to authorize: user pools, roles, permissions. */
export interface StandaloneParts {
  readonly userPools: readonly UserPool[];
  readonly roles: readonly Role[];
  readonly permissions: readonly FunctionPermission[];
}

/** A role with what it may do; who may take it is not asked locally. */
export interface Role {
  readonly id: string;
  readonly name?: Value<string>;
  readonly trust?: Document;
  readonly policies: readonly Document[];
  readonly managedPolicyArns: readonly Value<string>[];
}

/** A statement of a function's own policy: who may invoke it. */
export interface FunctionPermission {
  readonly id: string;
  readonly functionName: Value<string>;
  readonly principal: Value<string>;
  readonly action?: Value<string>;
  readonly sourceArn?: Value<string>;
}

export function readStandaloneParts(resources: readonly Resource[]): StandaloneParts {
  const ofType = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);
  const clients = ofType('AWS::Cognito::UserPoolClient');
  const policies = [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')];
  return {
    userPools: ofType('AWS::Cognito::UserPool').map((pool) => readUserPool(pool, clients)),
    roles: ofType('AWS::IAM::Role').map((role) => readRole(role, policies)),
    permissions: ofType('AWS::Lambda::Permission').flatMap(readPermission),
  };
}

function readUserPool(pool: Resource, clients: readonly Resource[]): UserPool {
  const name = text(pool, 'UserPoolName');
  return {
    id: pool.id,
    arn: reference(pool.id, 'Arn'),
    ...(name !== undefined && { name }),
    clients: clients.filter((client) => referredId(text(client, 'UserPoolId')) === pool.id).map(readClient),
  };
}

function readClient(client: Resource): UserPoolClient {
  const name = text(client, 'ClientName');
  return {
    id: client.id,
    clientId: reference(client.id),
    ...(name !== undefined && { name }),
    scopes: texts(client, 'AllowedOAuthScopes'),
  };
}

function readRole(role: Resource, policies: readonly Resource[]): Role {
  const name = text(role, 'RoleName');
  const trust = propertyOf(role, 'AssumeRolePolicyDocument');
  const inline = propertyOf(role, 'Policies');
  const attached = policies.filter((policy) => {
    const roles = propertyOf(policy, 'Roles');
    return isList(roles) && roles.some((item) => referredId(asText(item)) === role.id);
  });
  const own = isList(inline) ? inline : [];
  return {
    id: role.id,
    ...defined({ name, trust }),
    policies: [
      ...own.flatMap((policy) => (isDocumentObject(policy) ? (policy.PolicyDocument ?? []) : [])),
      ...attached.flatMap((policy) => propertyOf(policy, 'PolicyDocument') ?? []),
    ],
    managedPolicyArns: texts(role, 'ManagedPolicyArns'),
  };
}

function readPermission(resource: Resource): readonly FunctionPermission[] {
  const functionName = text(resource, 'FunctionName');
  const principal = text(resource, 'Principal');
  const action = text(resource, 'Action');
  const sourceArn = text(resource, 'SourceArn');
  if (functionName === undefined || principal === undefined) return [];
  return [
    {
      id: resource.id,
      functionName,
      principal,
      ...defined({ action, sourceArn }),
    },
  ];
}

function text(resource: Resource, name: string): Value<string> | undefined {
  return asText(propertyOf(resource, name));
}

function texts(resource: Resource, name: string): readonly Value<string>[] {
  const list = propertyOf(resource, name);
  return isList(list) ? list.flatMap((item) => asText(item) ?? []) : [];
}
