import { JavaThrowable } from '../../support/java/throwable.js';
import type { Break, Include, Stop } from '../ast.js';
import type { Compiler } from '../compiler.js';
import type { Render } from '../render-state.js';
import { LoopScope } from '../methods/loop.js';
import { BreakSignal, StopSignal } from '../signals.js';

const BREAK = new BreakSignal();
const STOP = new StopSignal();

/** `#break` leaves the innermost loop, macro or block; `#break($foreach.parent)` the loop that it names. */
export function compileBreak(node: Break, compiler: Compiler): Render {
  const { scope, start } = node;
  if (scope === undefined || scope.kind === 'word') {
    return () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a signal, not an error: it needs no stack
      throw BREAK;
    };
  }
  const value = compiler.value(scope);
  return (state) => {
    const loop = value(state);
    state.offset = start;
    if (!(loop instanceof LoopScope)) {
      throw new JavaThrowable('VelocityException', 'the argument of #break is no loop such as $foreach');
    }
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
    throw new BreakSignal(loop);
  };
}

/** `#stop` ends the template. */
export function compileStop(node: Stop, compiler: Compiler): Render {
  const message = node.message === undefined || node.message.kind === 'word' ? undefined : compiler.value(node.message);
  return (state) => {
    message?.(state);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
    throw STOP;
  };
}

/** `#parse` and `#include` fail where they are reached: there is nothing to load from. */
export function compileInclude(node: Include): Render {
  const { directive, start } = node;
  if (directive === 'include' && node.arguments.length === 0) return () => undefined;
  return (state) => {
    state.offset = start;
    throw new JavaThrowable('ResourceNotFoundException', `#${directive} has nothing that it could load`);
  };
}
