/** Mapping templates: Apache Velocity 1.7 with API Gateway's treatment of null. */
import type { JavaValue } from '../support/java/collections.js';
import { JavaThrowable } from '../support/java/throwable.js';
import { compileProgram, type Program } from './compile.js';
import { VtlRenderError, VtlSyntaxError } from './errors.js';
import { DEFAULT_LIMITS, type VtlLimits } from './limits.js';
import { LimitPassed } from './limit-passed.js';
import { NotSimulatedMethod } from './methods/not-simulated.js';
import { RenderState } from './render-state.js';
import type { BindingMap } from './scope.js';
import { BreakSignal, StopSignal } from './signals.js';
import type { Trace } from './trace.js';

export { JavaList, JavaMap, type JavaValue } from '../support/java/collections.js';
export { parseJson } from '../support/java/json.js';
export { VtlRenderError, VtlSyntaxError } from './errors.js';
export { DEFAULT_LIMITS, type VtlLimit, type VtlLimits } from './limits.js';
export { notSimulatedClasses } from './methods/index.js';
export { HostObject } from './methods/host-object.js';
export { method, methodTable, type CallContext, type MethodRow, type MethodTable } from './methods/method-table.js';
export { object, string } from './methods/parameter-types.js';
export { parseTemplate } from './parser.js';
export { references, type TemplateReference } from './references.js';
export type { BindingMap } from './scope.js';
export type { Template } from './ast.js';
export type { Trace, TraceEvent } from './trace.js';

export interface CompileOptions {
  /** Limits that differ from {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<VtlLimits>;
}

export interface RenderOptions {
  /** Told what each directive and reference does. */
  readonly trace?: Trace;
}

/** What a template's names stand for, such as `input` for `$input`: a record, or what is asked for each name. */
export type Bindings = Readonly<Record<string, JavaValue>> | BindingMap;

/** A template that is ready to render, any number of times. */
export interface CompiledTemplate {
  readonly source: string;
  /**
   * Renders the template.
   *
   * @throws {VtlRenderError} when a method throws or is not simulated, an index is out of bounds or a limit is passed
   * @throws {VtlSyntaxError} when `#evaluate` meets a text that does not parse
   */
  render(bindings: Bindings, options?: RenderOptions): string;
}

/**
 * Compiles a mapping template.
 *
 * @example
 * const template = compileTemplate('#foreach($x in $list)$x#if($foreach.hasNext), #end#end');
 * template.render({ list: parseJson('["a", "b"]') }); // 'a, b'
 *
 * @throws {VtlSyntaxError} when Velocity would refuse it
 */
export function compileTemplate(source: string, options: CompileOptions = {}): CompiledTemplate {
  const limits: VtlLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const program = compileOrRefuse(source, limits);
  return {
    source,
    render: (bindings, { trace } = {}) => renderProgram(source, program, limits, bindings, trace),
  };
}

function compileOrRefuse(source: string, limits: VtlLimits): Program {
  try {
    return compileProgram(source, limits);
  } catch (error) {
    // The stack may be nearly full where we are called, before the limit of nesting is reached.
    if (error instanceof RangeError) throw new VtlSyntaxError(source, 0, 'it is nested too deep', undefined, 'nesting');
    throw error;
  }
}

function renderProgram(
  source: string,
  program: Program,
  limits: VtlLimits,
  bindings: Bindings,
  trace: Trace | undefined,
): string {
  const values = isBindingMap(bindings) ? bindings : new Map(Object.entries(bindings));
  const state = new RenderState(program.names, values, program.macros, limits, trace);
  try {
    program.render(state);
  } catch (signal) {
    if (!(signal instanceof BreakSignal) && !(signal instanceof StopSignal)) throw renderError(source, state, signal);
  }
  return state.out;
}

/** No value of a record is a function. */
function isBindingMap(bindings: Bindings): bindings is BindingMap {
  return typeof bindings.get === 'function';
}

/** Gives what was thrown its place; what is none of ours stays what it is. */
function renderError(source: string, { offset }: RenderState, thrown: unknown): unknown {
  if (thrown instanceof LimitPassed) return new VtlRenderError(source, offset, thrown.message, { limit: thrown.limit });
  if (thrown instanceof NotSimulatedMethod) return new VtlRenderError(source, offset, thrown.message);
  if (thrown instanceof JavaThrowable) {
    const { javaClass } = thrown;
    return new VtlRenderError(source, offset, `${javaClass}: ${thrown.message}`, { javaClass, cause: thrown });
  }
  // Values and calls inside each other fill the stack before any of our own limits counts them.
  if (thrown instanceof RangeError) {
    return new VtlRenderError(source, offset, 'it goes too deep', { javaClass: 'StackOverflowError', cause: thrown });
  }
  return thrown;
}
