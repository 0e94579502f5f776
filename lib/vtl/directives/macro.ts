import type { Argument, MacroCall, MacroDefinition } from '../ast.js';
import { BlockReference } from '../block-reference.js';
import type { Compiler, Evaluate } from '../compiler.js';
import type { Macro, Render } from '../render-state.js';
import { LimitPassed } from '../limit-passed.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { MacroScope } from '../scope.js';
import { endsBlock } from '../signals.js';

/** `#macro(name $a $b)…#end`: where it stands it prints nothing. */
export function compileMacro(node: MacroDefinition, compiler: Compiler): Macro {
  return {
    name: node.name,
    parameters: node.parameters.map((name) => ({ name, slot: compiler.names.slotOf(name) })),
    body: compiler.block(node.body),
  };
}

/**
 * `#name(1 $x)` or `#@name(1 $x)…#end`.
 *
 * Observed: test/conformance/vtl/macro.jsonl. Arguments other than numbers and booleans are evaluated where the
 * parameter is used, each time. Missing arguments have no value, surplus ones are ignored.
 */
export function compileMacroCall(node: MacroCall, compiler: Compiler): Render {
  const { name, source, start } = node;
  const badWord = node.arguments.find((argument) => argument.kind === 'word');
  const values = node.arguments.map((argument) => compileArgument(argument, compiler));
  const body = node.body === undefined ? undefined : compiler.block(node.body);
  const bodySlot = compiler.names.slotOf('bodyContent');
  return (state) => {
    state.spend(1);
    const macro = state.macros.get(name);
    if (macro === undefined) {
      state.write(source);
      return;
    }
    state.offset = start;
    if (badWord?.kind === 'word') {
      throw new JavaThrowable('TemplateInitException', `the bare word ${badWord.text} is no argument for #${name}`);
    }
    const outer = state.scope;
    const scope = new MacroScope(outer);
    for (const [index, parameter] of macro.parameters.entries()) {
      const argument = values[index];
      if (argument === undefined) break;
      const { evaluate, text } = argument;
      if (argument.isConstant) scope.bindValue(parameter.slot, evaluate(state));
      else
        scope.bindArgument(parameter.slot, parameter.name, { evaluate: (at) => state.evaluateIn(at, evaluate), text });
    }
    const { macroDepth } = state.limits;
    if (body !== undefined) scope.bindValue(bodySlot, new BlockReference(state, outer, body, macroDepth));
    if (state.macroDepth >= macroDepth) {
      throw new LimitPassed('macroDepth', `#${name} is called more than ${macroDepth} macros deep`);
    }
    state.macroDepth++;
    state.trace?.({ node, effect: () => `calls #${name}` });
    try {
      state.within(scope, macro.body);
    } catch (signal) {
      if (!endsBlock(signal)) throw signal;
    } finally {
      state.macroDepth--;
    }
  };
}

interface CompiledArgument {
  readonly evaluate: Evaluate;
  readonly isConstant: boolean;
  readonly text: string;
}

function compileArgument(argument: Argument, compiler: Compiler): CompiledArgument {
  const text = compiler.origin.source.slice(argument.start, argument.end);
  switch (argument.kind) {
    case 'word':
      return { evaluate: () => null, isConstant: true, text };
    case 'literal':
      return { evaluate: compiler.value(argument), isConstant: true, text };
    case 'reference': {
      if (argument.path.length > 0) return { evaluate: compiler.reference(argument), isConstant: false, text };
      // A plain variable without a value stays null here, so that the parameter's own null rules apply.
      const slot = compiler.names.slotOf(argument.name);
      return { evaluate: (state) => state.scope.get(slot), isConstant: false, text };
    }
    default:
      return { evaluate: compiler.value(argument), isConstant: false, text };
  }
}
