import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime, type IFunction } from 'aws-cdk-lib/aws-lambda';

/** A stack with what the API stands on, the same before and after. */
export interface Parts {
  readonly stack: Stack;
  readonly pets: IFunction;
  readonly users: UserPool;
}

export const NEW_PET = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1 } },
} as const;

export function makeParts(): Parts {
  const stack = new Stack(new App(), 'Petstore');
  const users = new UserPool(stack, 'Users');
  const pets = new LambdaFunction(stack, 'PetsFunction', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'pets.handler',
    code: Code.fromAsset(join(__dirname, 'functions')),
  });
  return { stack, pets, users };
}
