/** CloudFormation's intrinsic functions: parsed into values of the model, printed from them, and evaluated. */
export { callOf, functionCalls, isFunctionName } from './call.js';
export { findDynamicReferences } from './dynamic-reference.js';
export { evaluateCondition, type ConditionResult } from './evaluate-condition.js';
export { evaluate, evaluateLocally, type TemplateLookup } from './evaluate.js';
export { fillDocument, fillText, referenceKey, type ValueLookup } from './fill.js';
export { expandLoops, hasLoops, textItems, type LoopEvaluation } from './for-each.js';
export { isPureFunction, jsonText } from './functions.js';
export { parseGetAtt } from './get-att.js';
export { parseIntrinsics } from './parse.js';
export { printIntrinsics } from './print.js';
export { LOCAL_PSEUDO_PARAMETERS, pseudoParameters, type StackEnvironment } from './pseudo-parameters.js';
export { readShortForm } from './short-forms.js';
