import type { JavaValue } from '../support/java/collections.js';
import { JavaThrowable } from '../support/java/throwable.js';
import type { PathPart, Reference } from './ast.js';
import { BlockReference } from './block-reference.js';
import type { Compiler, Evaluate } from './compiler.js';
import { callMethod, hasMethod } from './methods/index.js';
import { compileProperty, writeProperty } from './methods/property.js';
import type { Render, RenderState } from './render-state.js';

type Present = Exclude<JavaValue, null>;
type Step = (target: Present, state: RenderState) => JavaValue;

/**
 * The value of a reference. What has none is the empty text: that is how API Gateway's engine treats null.
 *
 * Observed: docs/aws/vtl.md section 2.
 */
export function compileReference(reference: Reference, compiler: Compiler): Evaluate {
  if (reference.form !== 'variable') return () => null;
  const slot = compiler.names.slotOf(reference.name);
  const [first, second] = reference.path;
  if (first === undefined) return (state) => state.scope.get(slot) ?? '';
  if (first.kind === 'property' && second === undefined) {
    // What templates consist of: `$a.b`.
    const { start } = first;
    const read = compileProperty(first.name);
    return (state) => {
      const target = state.scope.get(slot);
      if (target === null) return '';
      state.offset = start;
      return read(target, state) ?? '';
    };
  }
  const steps = reference.path.map((part) => compileStep(part, compiler));
  return (state) => {
    let value = state.scope.get(slot);
    for (const step of steps) {
      if (value === null) return '';
      value = step(value, state);
    }
    return value ?? '';
  };
}

function compileStep(part: PathPart, compiler: Compiler): Step {
  const { start } = part;
  switch (part.kind) {
    case 'property': {
      const read = compileProperty(part.name);
      return (target, state) => {
        state.offset = start;
        return read(target, state);
      };
    }
    case 'method-call': {
      const { name } = part;
      const values = part.arguments.map((argument) => compiler.value(argument));
      return (target, state) => {
        const evaluated: JavaValue[] = [];
        for (const value of values) evaluated.push(value(state));
        state.offset = start;
        return callMethod(target, name, evaluated, state);
      };
    }
    case 'index': {
      const index = compiler.value(part.index);
      return (target, state) => {
        const key = countFromEnd(index(state), target, state);
        state.offset = start;
        return callMethod(target, 'get', [key], state);
      };
    }
  }
}

/** An index below zero counts from the end, on anything with a size. */
function countFromEnd(index: JavaValue, target: Present, state: RenderState): JavaValue {
  if (typeof index !== 'number' || index >= 0) return index;
  if (!hasMethod(target, 'size', [])) {
    throw new JavaThrowable('VelocityException', `the index ${index} needs a value with a size`);
  }
  const size = callMethod(target, 'size', [], state);
  return typeof size === 'number' ? size + index : index;
}

/** Prints a text and then a reference. */
export function compileReferenceOutput(reference: Reference, compiler: Compiler, before: string): Render {
  const { name, prefix, escaped, start, form } = reference;
  switch (form) {
    case 'bare':
      return (state) => {
        state.write(before + name);
      };
    case 'uncomputable':
      // Nothing is bound to such a name, and what has no value prints nothing.
      return (state) => {
        state.write(before);
      };
  }
  const value = compiler.reference(reference);
  if (escaped !== undefined) {
    return (state) => {
      state.write(before);
      state.offset = start;
      value(state);
      state.write(prefix + (state.scope.argumentText(escaped) ?? escaped));
    };
  }
  const output = { reference, before, beforeValue: before + prefix };
  const [first, second] = reference.path;
  if (first?.kind === 'property' && second === undefined) {
    // What templates print: `$a.b`. Written out, since a call less is a fifth of it (bench scenario render).
    const slot = compiler.names.slotOf(name);
    const read = compileProperty(first.name);
    return (state) => {
      state.offset = start;
      const target = state.scope.get(slot);
      if (target === null) {
        writeValue(state, '', output);
        return;
      }
      state.offset = first.start;
      writeValue(state, read(target, state) ?? '', output);
    };
  }
  return (state) => {
    state.offset = start;
    writeValue(state, value(state), output);
  };
}

interface ReferenceOutput {
  readonly reference: Reference;
  /** The text in front of the reference. */
  readonly before: string;
  /** With what the reference itself prints before its value. */
  readonly beforeValue: string;
}

function writeValue(state: RenderState, value: JavaValue, { reference, before, beforeValue }: ReferenceOutput): void {
  if (typeof value === 'string') state.writePair(beforeValue, value);
  else if (value instanceof BlockReference) {
    const { prefix, source } = reference;
    state.write(before);
    if (!value.render()) state.write(prefix + (state.scope.argumentText(source) ?? source));
  } else state.writePair(beforeValue, state.textOf(value));
  if (state.trace !== undefined) trace(state, reference, value);
}

function trace(state: RenderState, node: Reference, printed: JavaValue): void {
  state.trace?.({ node, effect: () => JSON.stringify(state.textOf(printed)) });
}

/** Gives a reference a value, as `#set` does. What cannot be set stays as it is. */
export function compileAssignment(
  reference: Reference,
  compiler: Compiler,
): (value: Present, state: RenderState) => void {
  const { path } = reference;
  const last = path[path.length - 1];
  if (last === undefined) {
    const slot = compiler.names.slotOf(reference.assigned);
    return (value, state) => {
      state.scope.put(slot, value);
    };
  }
  const slot = compiler.names.slotOf(reference.name);
  const steps = path.slice(0, -1).map((part) => compileStep(part, compiler));
  const assign = compileLastStep(last, compiler);
  return (value, state) => {
    let target = state.scope.get(slot);
    for (const step of steps) {
      if (target === null) return;
      target = step(target, state);
    }
    if (target === null) return;
    state.offset = last.start;
    assign(target, value, state);
  };
}

function compileLastStep(
  part: PathPart,
  compiler: Compiler,
): (target: Present, value: Present, state: RenderState) => void {
  if (part.kind !== 'index') {
    // A method at the end counts as the property of its name.
    const { name } = part;
    return (target, value, state) => {
      writeProperty(target, name, value, state);
    };
  }
  const index = compiler.value(part.index);
  return (target, value, state) => {
    const values = [countFromEnd(index(state), target, state), value];
    callMethod(target, hasMethod(target, 'set', values) ? 'set' : 'put', values, state);
  };
}
