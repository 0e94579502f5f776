/** CloudFormation's intrinsic functions: parsed into values of the model, evaluated, and printed from them. */
export { fillDocument, fillText, LOCAL_PSEUDO_PARAMETERS, referenceKey, type ValueLookup } from './fill.js';
export { expandLoops, hasLoops, textItems } from './for-each.js';
export { evaluateFunction, isPureFunction, jsonText, listOf } from './functions.js';
export { parseIntrinsics } from './parse.js';
export { printIntrinsics } from './print.js';
export { readShortForm } from './short-forms.js';
