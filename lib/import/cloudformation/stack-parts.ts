import {
  isDocumentObject,
  reference,
  type ApiGatewayAccount,
  type FunctionPermission,
  type Role,
  type StackParts,
  type UserPool,
  type UserPoolClient,
  type Value,
  type WebAclAssociation,
} from '../../model/index.js';
import { asText } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { referredId, type Resource } from './resources.js';
import { propertyOf } from './known-references.js';

/** Reads what stands around the APIs of templates. */
export function readStackParts(resources: readonly Resource[]): StackParts {
  const ofType = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);
  const clients = ofType('AWS::Cognito::UserPoolClient');
  const policies = [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')];
  return {
    userPools: ofType('AWS::Cognito::UserPool').map((pool) => readUserPool(pool, clients)),
    roles: ofType('AWS::IAM::Role').map((role) => readRole(role, policies)),
    permissions: ofType('AWS::Lambda::Permission').flatMap(readPermission),
    accounts: ofType('AWS::ApiGateway::Account').map(readAccount),
    webAclAssociations: ['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation']
      .flatMap(ofType)
      .flatMap(readWebAclAssociation),
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
  const sourceAccount = text(resource, 'SourceAccount');
  if (functionName === undefined || principal === undefined) return [];
  return [
    {
      id: resource.id,
      functionName,
      principal,
      ...defined({ action, sourceArn, sourceAccount }),
    },
  ];
}

function readAccount(resource: Resource): ApiGatewayAccount {
  const cloudWatchRoleArn = text(resource, 'CloudWatchRoleArn');
  return { id: resource.id, ...defined({ cloudWatchRoleArn }) };
}

function readWebAclAssociation(resource: Resource): readonly WebAclAssociation[] {
  const resourceArn = text(resource, 'ResourceArn');
  return resourceArn === undefined ? [] : [{ id: resource.id, resourceArn }];
}

function text(resource: Resource, name: string): Value<string> | undefined {
  return asText(propertyOf(resource, name));
}

function texts(resource: Resource, name: string): readonly Value<string>[] {
  const list = propertyOf(resource, name);
  return isList(list) ? list.flatMap((item) => asText(item) ?? []) : [];
}
