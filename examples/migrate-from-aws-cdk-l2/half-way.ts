import { makeParts } from './parts.js';
import { retainDefinition } from './retain-definition.js';
import { defineWithAwsCdkLib } from './with-aws-cdk-lib.js';
import { defineWithSluice } from './with-sluice.js';

const parts = makeParts();
export const { stack } = parts;

const { api, plan } = defineWithAwsCdkLib(parts);
retainDefinition(api, stack.node.findChild('PetsAuthorizer'));

// A rehearsal: another API, with a URL of its own and the same keys.
const rehearsal = defineWithSluice(parts, 'PetsRehearsal');
plan.addApiStage({ api: rehearsal.api.asRestApi(), stage: rehearsal.prod.asStage() });
