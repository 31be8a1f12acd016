import { type App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DUE_INDEX, LISTS_INDEX } from '../../functions/ledger/dynamo-record.ts';

export interface Data {
  readonly stack: Stack;
  readonly table: Table;
  readonly key: Key;
}

/**
 * What must outlive everything else: one table of items, and the key it is encrypted with. Deleting the stack, or the
 * table from it, deletes neither.
 */
export function describeData(app: App, { stage, region }: { stage: string; region: string }): Data {
  const stack = new Stack(app, `Alongside-${stage}-data`, {
    env: { region },
    terminationProtection: true,
    description: `Alongside (${stage}): the ledger. Everything known about patients is in this table, in ${region}.`,
  });

  const key = new Key(stack, 'LedgerKey', {
    description: `Alongside (${stage}): encrypts the ledger`,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });

  const table = new Table(stack, 'Ledger', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });

  for (const { name, partitionKey, sortKey } of [DUE_INDEX, LISTS_INDEX]) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  return { stack, table, key };
}
