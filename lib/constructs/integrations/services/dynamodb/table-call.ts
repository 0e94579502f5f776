import type { ITable, ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import type { IntegrationResponseProps } from '../../../rest/integrations/integration.js';
import { literal } from '../json-text.js';
import type { ErrorStatuses } from '../../../rest/integrations/services/service-integration-props.js';
import { encryptionKeyOf, keyPermissions, regionOf } from '../../service-permission.js';
import type { ServiceCall } from '../service-call.js';

/** A table as integrations take it. */
export type DynamoDbTable = ITable | ITableRef;

/** Inputs of an operation on a table. */
export interface TableCall {
  readonly action: 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'Scan';
  readonly access: 'read' | 'write';
  /** The index to read in place of the table. */
  readonly indexName?: string;
  /** VTL of the request's members, without the table's name; empty strings are omitted. */
  readonly members: readonly string[];
  /** VTL of optional members, printed after the others, each with a leading comma. */
  readonly optionalMembers?: string;
  readonly success: IntegrationResponseProps;
  readonly errorStatuses?: ErrorStatuses;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
const KEY_ACTIONS = {
  read: ['kms:Decrypt', 'kms:DescribeKey'],
  write: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
} as const;

/** An operation on a table, in a role that may do this one thing to this one table or index. */
export function tableCall(table: DynamoDbTable, call: TableCall): ServiceCall {
  const { tableArn, tableName } = table.tableRef;
  const { action, indexName } = call;
  const members = [`"TableName":${literal(tableName)}`, ...call.members].filter((member) => member !== '');
  return {
    target: { service: 'dynamodb', request: `action/${action}`, region: regionOf(table, tableArn) },
    permissions: [
      {
        actions: [`dynamodb:${action}`],
        resources: [indexName === undefined ? tableArn : `${tableArn}/index/${indexName}`],
      },
      ...keyPermissions(encryptionKeyOf(table), 'dynamodb', KEY_ACTIONS[call.access]),
    ],
    requestTemplate: `{${members.join(',\n')}${call.optionalMembers ?? ''}}`,
    success: call.success,
    errorStatuses: {
      ConditionalCheckFailedException: 409,
      TransactionConflictException: 409,
      ...call.errorStatuses,
    },
  };
}
