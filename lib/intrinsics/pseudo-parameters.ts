import { LOCAL_ACCOUNT, LOCAL_REGION, partitionOf } from '../model/index.js';

/** The account and Region that a stack is deployed to, as far as they are known. */
export interface StackEnvironment {
  readonly region?: string;
  readonly accountId?: string;
}

/** The pseudo parameters that follow from where a stack is deployed. */
export function pseudoParameters({ region, accountId }: StackEnvironment): Readonly<Record<string, string>> {
  const partition = region === undefined ? undefined : partitionOf(region);
  return {
    ...(region !== undefined && { 'AWS::Region': region }),
    ...(accountId !== undefined && { 'AWS::AccountId': accountId }),
    ...(partition !== undefined && {
      'AWS::Partition': partition,
      'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    }),
  };
}

/** What the pseudo parameters are on a local gateway, where nothing says otherwise. */
export const LOCAL_PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  ...pseudoParameters({ region: LOCAL_REGION, accountId: LOCAL_ACCOUNT }),
  'AWS::StackName': 'local',
  'AWS::StackId': `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/local/00000000-0000-0000-0000-000000000000`,
};
