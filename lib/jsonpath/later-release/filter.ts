import type { JavaValue } from '../../support/java/collections.js';
import type { LaterFilter, LaterOperand } from './ast.js';
import { isThrown, type CompilePath, type Evaluation, type LaterReader } from './evaluation.js';
import { UNDEFINED, valueOfJava, valueOfLiteral, type FilterValue } from './filter-value.js';
import { OPERATORS } from './operators.js';

/** Whether an item passes. */
export type Test = (item: JavaValue, evaluation: Evaluation) => boolean;

/**
 * Compiles a filter. What a part of it cannot be applied to passes no filter, whatever the other parts say.
 *
 * Observed: jsonpath-facts section 5.
 */
export function compileFilter(filter: LaterFilter, compilePath: CompilePath): Test {
  const test = compilePart(filter, compilePath);
  return (item, evaluation) => {
    try {
      return test(item, evaluation);
    } catch (error) {
      if (isThrown(error, 'InvalidPathException', 'PathNotFoundException')) return false;
      throw error;
    }
  };
}

function compilePart(filter: LaterFilter, compilePath: CompilePath): Test {
  switch (filter.kind) {
    case 'or': {
      const tests = filter.parts.map((part) => compilePart(part, compilePath));
      return (item, evaluation) => tests.some((test) => test(item, evaluation));
    }
    case 'and': {
      const tests = filter.parts.map((part) => compilePart(part, compilePath));
      return (item, evaluation) => tests.every((test) => test(item, evaluation));
    }
    case 'not': {
      const test = compilePart(filter.part, compilePath);
      return (item, evaluation) => !test(item, evaluation);
    }
    case 'presence': {
      const reader = compilePath(filter.path);
      return (item, evaluation) => isPresent(reader, item, evaluation) === filter.expected;
    }
    case 'comparison': {
      const left = compileOperand(filter.left, compilePath);
      const right = compileOperand(filter.right, compilePath);
      return (item, evaluation) => {
        evaluation.setting.bounds.visit();
        const leftValue = left(item, evaluation);
        return OPERATORS[filter.operator](leftValue, right(item, evaluation), evaluation.setting.bounds);
      };
    }
  }
}

/** Even a path from the root is read from the item here. */
function isPresent(reader: LaterReader, item: JavaValue, { setting }: Evaluation): boolean {
  try {
    reader.read(item, { ...setting, namesRequired: true });
    return true;
  } catch (error) {
    if (isThrown(error, 'PathNotFoundException')) return false;
    throw error;
  }
}

function compileOperand(
  operand: LaterOperand,
  compilePath: CompilePath,
): (item: JavaValue, evaluation: Evaluation) => FilterValue {
  if (operand.kind !== 'path') {
    const value = valueOfLiteral(operand);
    return () => value;
  }
  const reader = compilePath(operand.path);
  const find = operand.path.fromRoot ? findFromRoot : findFromItem;
  return (item, evaluation) => {
    const value = find(reader, item, evaluation);
    return value === undefined ? UNDEFINED : valueOfJava(value);
  };
}

function findFromRoot(reader: LaterReader, _item: JavaValue, evaluation: Evaluation): JavaValue | undefined {
  const { rootValues, setting } = evaluation;
  if (!rootValues.has(reader)) rootValues.set(reader, findFromItem(reader, setting.root, evaluation));
  return rootValues.get(reader);
}

function findFromItem(reader: LaterReader, item: JavaValue, { setting }: Evaluation): JavaValue | undefined {
  try {
    return reader.read(item, setting);
  } catch (error) {
    if (isThrown(error, 'PathNotFoundException')) return undefined;
    throw error;
  }
}
