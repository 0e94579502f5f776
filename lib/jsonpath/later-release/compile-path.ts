import { JavaList, type JavaValue } from '../../support/java/collections.js';
import { JsonPathEvaluationError } from '../errors.js';
import { isDefinite, isDefinitePath, type LaterPath, type LaterStep } from './ast.js';
import { Evaluation, NOT_FOUND, type LaterReader } from './evaluation.js';
import { CompiledStep } from './compiled-step.js';

/** @param behind steps that a function adds to a path, which do not count for whether it is definite */
export function compileLaterPath(path: LaterPath, behind: readonly LaterStep[] = []): LaterReader {
  const steps = [...path.steps, ...behind];
  const definite = isDefinitePath(path);
  const lastButOne = path.steps.at(-2);
  const kept = lastButOne?.kind === 'index' ? lastButOne.index : undefined;
  const indefinite = steps.findIndex((step, position) => !isDefinite(step, position === steps.length - 1));
  let first: CompiledStep | undefined;
  for (const [position, step] of [...steps.entries()].reverse()) {
    first = new CompiledStep(step, first, indefinite === -1 || position <= indefinite, kept, compileLaterPath);
  }
  return {
    read(document, setting) {
      if (setting.root === null) throw new JsonPathEvaluationError('IllegalArgumentException', 'the document is null');
      const { results } = follow(first, steps.length, document, new Evaluation(setting));
      if (!definite) return new JavaList(results, 'json');
      const value = results.at(-1);
      if (value === undefined) throw NOT_FOUND;
      return value;
    },
  };
}

/** Each step goes deeper into the stack, a filter some calls more than a level of a scan. */
const LEVELS_PER_STEP = 2;

function follow(
  first: CompiledStep | undefined,
  length: number,
  document: JavaValue,
  evaluation: Evaluation,
): Evaluation {
  evaluation.setting.bounds.visit();
  evaluation.setting.bounds.descend(length * LEVELS_PER_STEP);
  try {
    if (first === undefined) evaluation.results.push(document);
    else first.visit(document, evaluation);
  } finally {
    evaluation.setting.bounds.ascend(length * LEVELS_PER_STEP);
  }
  return evaluation;
}
