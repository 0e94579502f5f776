import type { Block, InvalidDirective, Reference, Statement } from './ast.js';
import { compileTest, compileValue } from './compile-expression.js';
import { compileReference, compileReferenceOutput } from './compile-reference.js';
import type { Compiler, Evaluate, Test } from './compiler.js';
import { compileDefine } from './directives/define.js';
import { compileEvaluate } from './directives/evaluate.js';
import { compileForeach } from './directives/foreach.js';
import { compileIf } from './directives/if.js';
import { compileMacro, compileMacroCall } from './directives/macro.js';
import { compileSet } from './directives/set.js';
import { compileBreak, compileInclude, compileStop } from './directives/stop.js';
import type { SourceOrigin } from './lexer.js';
import type { VtlLimits } from './limits.js';
import { parseTemplate } from './parser.js';
import { JavaThrowable } from '../support/java/throwable.js';
import type { Macro, Render, RenderState } from './render-state.js';
import { VariableNames } from './scope.js';

/** A template made of closures, once for all renderings. */
export interface Program {
  readonly names: VariableNames;
  readonly macros: ReadonlyMap<string, Macro>;
  readonly render: Render;
}

/**
 * Parses and compiles a template.
 *
 * @throws {VtlSyntaxError} when the template does not parse
 */
export function compileProgram(source: string, limits: VtlLimits): Program {
  const compiler = new TemplateCompiler(new VariableNames(), { source, offsetOf: (index) => index }, limits, new Map());
  const template = parseTemplate(source, limits);
  return {
    names: compiler.names,
    macros: compiler.macros,
    render: compiler.template(template.body, template.failure),
  };
}

/** Compiles a text that a rendering evaluates. Its macros last as long as the rendering. */
function compileText(text: string, state: RenderState, origin: SourceOrigin): Render {
  const names = state.evaluatedNames;
  const known = names.size;
  const compiler = new TemplateCompiler(names, origin, state.limits, new Map(state.macros));
  const template = parseTemplate(text, state.limits, origin, state.macros.keys());
  const render = compiler.template(template.body, template.failure);
  state.macros = compiler.macros;
  state.bindNewNames(known);
  return render;
}

class TemplateCompiler implements Compiler {
  constructor(
    readonly names: VariableNames,
    readonly origin: SourceOrigin,
    readonly limits: VtlLimits,
    readonly macros: Map<string, Macro>,
  ) {}

  template(body: Block, failure: InvalidDirective | undefined): Render {
    const render = this.block(body);
    return failure === undefined ? render : this.statement(failure);
  }

  block(block: Block): Render {
    const renders: Render[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') renders.push(writer(text));
      text = '';
    };
    for (const statement of block) {
      if (statement.kind === 'text') text += statement.text;
      else if (statement.kind === 'macro') this.define(statement);
      else if (statement.kind === 'reference') {
        // Text and reference at once: most of a template is such pairs.
        renders.push(compileReferenceOutput(statement, this, text));
        text = '';
      } else {
        flush();
        renders.push(this.statement(statement));
      }
    }
    flush();
    return sequence(renders);
  }

  value(expression: Parameters<Compiler['value']>[0]): Evaluate {
    return compileValue(expression, this);
  }

  test(expression: Parameters<Compiler['test']>[0]): Test {
    return compileTest(expression, this);
  }

  reference(reference: Reference): Evaluate {
    return compileReference(reference, this);
  }

  /** The first definition of a macro counts, wherever it stands; macros inside of it come first. */
  private define(node: Extract<Statement, { kind: 'macro' }>): void {
    const macro = compileMacro(node, this);
    if (!this.macros.has(macro.name)) this.macros.set(macro.name, macro);
  }

  private statement(statement: Exclude<Statement, { kind: 'text' | 'macro' | 'reference' }>): Render {
    switch (statement.kind) {
      case 'if':
        return compileIf(statement, this);
      case 'set':
        return compileSet(statement, this);
      case 'foreach':
        return compileForeach(statement, this);
      case 'macro-call':
        return compileMacroCall(statement, this);
      case 'define':
        return compileDefine(statement, this);
      case 'evaluate':
        return compileEvaluate(statement, this, compileText);
      case 'break':
        return compileBreak(statement, this);
      case 'stop':
        return compileStop(statement, this);
      case 'include':
        return compileInclude(statement);
      case 'invalid-directive': {
        const { start, detail } = statement;
        return (state) => {
          state.offset = start;
          throw new JavaThrowable('VelocityException', detail);
        };
      }
    }
  }
}

function writer(text: string): Render {
  return (state) => {
    state.write(text);
  };
}

/** One after the other. Each costs a step, counted all at once. */
function sequence(renders: readonly Render[]): Render {
  const [first, second, third] = renders;
  const count = renders.length;
  if (first === undefined) return () => undefined;
  if (second === undefined) return first;
  if (third === undefined) {
    return (state) => {
      state.spend(2);
      first(state);
      second(state);
    };
  }
  return (state) => {
    state.spend(count);
    for (let i = 0; i < count; i++) renders[i]?.(state);
  };
}
