import { JavaList, JavaMap, type JavaValue } from '../support/java/collections.js';
import { equalJava } from '../support/java/equality.js';
import { calculate, compareNumbers, isNumber, toInt, type ArithmeticOperator } from './arithmetic.js';
import type { Binary, Expression, StringLiteral } from './ast.js';
import { BlockReference } from './block-reference.js';
import type { Compiler, Evaluate, Test } from './compiler.js';
import { areRelated } from './methods/class-name.js';
import { putValue } from './methods/map.js';
import type { RenderState } from './render-state.js';

/** The value of an expression. Null only where Velocity has no value: a division by zero, a range without bounds. */
export function compileValue(expression: Expression, compiler: Compiler): Evaluate {
  switch (expression.kind) {
    case 'string':
      return compileString(expression, compiler);
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'list': {
      const items = expression.items.map((item) => compiler.value(item));
      return (state) => {
        state.spend(1 + items.length);
        return new JavaList(items.map((item) => item(state)));
      };
    }
    case 'map': {
      const entries = expression.entries.map(({ key, value }) => [compiler.value(key), compiler.value(value)] as const);
      return (state) => {
        state.spend(1);
        const map = new JavaMap();
        for (const [key, value] of entries) putValue(map, key(state), value(state), state);
        return map;
      };
    }
    case 'range': {
      const from = compiler.value(expression.from);
      const to = compiler.value(expression.to);
      return (state) => range(from(state), to(state), state);
    }
    case 'reference':
      return compiler.reference(expression);
    case 'not':
      return compileTest(expression, compiler);
    case 'binary':
      return isArithmetic(expression) ? compileArithmetic(expression, compiler) : compileTest(expression, compiler);
  }
}

/**
 * The truth of an expression.
 *
 * Observed: test/conformance/vtl (if, compare). Of a reference all is true but `false`; of the rest only `true`,
 * comparisons and `&& || !` can be.
 */
export function compileTest(expression: Expression, compiler: Compiler): Test {
  switch (expression.kind) {
    case 'reference': {
      const value = compiler.reference(expression);
      return (state) => isTrue(value(state));
    }
    case 'literal': {
      const { value } = expression;
      return () => value === true;
    }
    case 'not': {
      const operand = compiler.test(expression.operand);
      return (state) => !operand(state);
    }
    case 'binary':
      if (!isArithmetic(expression)) return compileComparison(expression, compiler);
      return () => false;
    default:
      return () => false;
  }
}

function isTrue(value: JavaValue): boolean {
  if (value instanceof BlockReference) return value.text() !== null;
  return value !== null && value !== false;
}

type Arithmetic = Binary & { readonly operator: ArithmeticOperator };

function isArithmetic(expression: Binary): expression is Arithmetic {
  return '+-*/%'.includes(expression.operator);
}

function compileComparison(expression: Binary, compiler: Compiler): Test {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') {
    const left = compiler.test(expression.left);
    const right = compiler.test(expression.right);
    return operator === '&&' ? (state) => left(state) && right(state) : (state) => left(state) || right(state);
  }
  const left = compiler.value(expression.left);
  const right = compiler.value(expression.right);
  switch (operator) {
    case '==':
      return (state) => areEqual(left(state), right(state), state);
    case '!=':
      return (state) => !areEqual(left(state), right(state), state);
    case '<':
      return (state) => compare(left(state), right(state), (order) => order < 0);
    case '>':
      return (state) => compare(left(state), right(state), (order) => order > 0);
    case '<=':
      return (state) => compare(left(state), right(state), (order) => order <= 0);
    default:
      return (state) => compare(left(state), right(state), (order) => order >= 0);
  }
}

/** Numbers by value, values of related classes by `equals`, anything else by text. */
function areEqual(left: JavaValue, right: JavaValue, state: RenderState): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (left === null || right === null) return textOrNull(left, state) === textOrNull(right, state);
  if (areRelated(left, right)) return equalJava(left, right, state);
  return textOrNull(left, state) === textOrNull(right, state);
}

function textOrNull(value: JavaValue, state: RenderState): string | null {
  if (value === null) return null;
  return value instanceof BlockReference ? value.text() : state.textOf(value);
}

/** There is an order between numbers only. */
function compare(left: JavaValue, right: JavaValue, holds: (order: number) => boolean): boolean {
  return isNumber(left) && isNumber(right) && holds(compareNumbers(left, right));
}

function compileArithmetic(expression: Arithmetic, compiler: Compiler): Evaluate {
  const { operator, leftText, rightText } = expression;
  const left = compiler.value(expression.left);
  const right = compiler.value(expression.right);
  return (state) => {
    const a = left(state);
    const b = right(state);
    state.spend(1);
    if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) {
      const text = (a === null ? leftText : state.textOf(a)) + (b === null ? rightText : state.textOf(b));
      state.allowText(text.length);
      return text;
    }
    return isNumber(a) && isNumber(b) ? calculate(operator, a, b) : null;
  };
}

function range(from: JavaValue, to: JavaValue, state: RenderState): JavaValue {
  if (!isNumber(from) || !isNumber(to)) return null;
  const first = toInt(from);
  const last = toInt(to);
  const count = Math.abs(last - first) + 1;
  state.spend(count);
  const step = first >= last ? -1 : 1;
  return new JavaList(Array.from({ length: count }, (_, index) => first + step * index));
}

function compileString({ text, template }: StringLiteral, compiler: Compiler): Evaluate {
  if (template === undefined) return () => text;
  const render = compiler.block(template);
  // Unless a comment swallows it, the text ends in the blank that was put behind it for the parser.
  const surplus = text.includes('##') ? 0 : 1;
  return (state) => {
    state.spend(1);
    const rendered = state.capture(render);
    return surplus === 0 || rendered === '' ? rendered : rendered.slice(0, -surplus);
  };
}
