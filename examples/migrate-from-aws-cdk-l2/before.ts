import { makeParts } from './parts.js';
import { defineWithAwsCdkLib } from './with-aws-cdk-lib.js';

const parts = makeParts();
defineWithAwsCdkLib(parts);

export const { stack } = parts;
