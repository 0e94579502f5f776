import type { Stack } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Constructs that both definitions use. */
export interface PetsParts {
  readonly stack: Stack;
  readonly list: IFunction;
  readonly get: IFunction;
  readonly pool: IUserPool;
}
