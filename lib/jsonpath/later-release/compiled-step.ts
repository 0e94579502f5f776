import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JsonPathEvaluationError } from '../errors.js';
import { selectProperties } from '../read-definite.js';
import { inapplicable } from '../reading.js';
import { isDefinite, type LaterStep } from './ast.js';
import { isThrown, NOT_FOUND, type CompilePath, type Evaluation } from './evaluation.js';
import { compileFilter, type Test } from './filter.js';
import { compileCall } from './functions.js';

type Visit = (value: JavaValue, evaluation: Evaluation) => void;

/**
 * A step: takes a value to the next one, or adds it to the results.
 *
 * Above the first indefinite step whatever is missing is an error; below it, it is passed over.
 *
 * Observed: jsonpath-facts sections 2, 3 and 6.
 */
export class CompiledStep {
  /** The index of the item that a scan last gave to this step, or -1. */
  private scanned = -1;
  readonly visit: Visit;
  private readonly accepts: Test;

  /**
   * @param definiteSoFar whether all steps before this one are definite
   * @param kept the one index whose items' properties a scan keeps
   */
  constructor(
    private readonly step: LaterStep,
    private readonly next: CompiledStep | undefined,
    private readonly definiteSoFar: boolean,
    private readonly kept: number | undefined,
    compilePath: CompilePath,
  ) {
    this.accepts = step.kind === 'filter' ? compileFilter(step.filter, compilePath) : () => false;
    this.visit = this.compile(step, compilePath);
  }

  private compile(step: LaterStep, compilePath: CompilePath): Visit {
    switch (step.kind) {
      case 'properties':
        return (value, evaluation) => this.visitProperties(step.names, value, evaluation);
      case 'index':
        return this.visitList((list, evaluation) => this.visitItem(list, step.index, evaluation));
      case 'indexes':
        return this.visitList((list, evaluation) => {
          for (const index of step.indexes) this.visitItem(list, index, evaluation);
        });
      case 'slice-from':
        return this.visitRange((length) => [Math.max(0, step.from < 0 ? length + step.from : step.from), length]);
      case 'slice-to':
        return this.visitRange((length) => [0, step.to < 0 ? length + step.to : step.to]);
      case 'slice-between':
        return this.visitRange((length) => [Math.max(-length, step.from), step.to]);
      case 'wildcard':
        return (value, evaluation) => this.visitAll(value, evaluation);
      case 'filter':
        return (value, evaluation) => this.visitAccepted(value, evaluation);
      case 'function': {
        const call = compileCall(step.name, step.arguments, compilePath);
        return (value, evaluation) => {
          const result = call(value, evaluation.setting);
          evaluation.results.push(result);
          this.next?.visit(result, evaluation);
        };
      }
      case 'scan':
        return (value, evaluation) => this.scan(value, evaluation);
    }
  }

  private visitProperties(names: readonly string[], value: JavaValue, evaluation: Evaluation): void {
    const { namesRequired, bounds } = evaluation.setting;
    bounds.visit();
    if (!(value instanceof JavaMap)) {
      if (this.definiteSoFar) throw NOT_FOUND;
      return;
    }
    if (names.length > 1 && this.next === undefined) {
      if (namesRequired && !names.every((name) => value.entries.has(name))) throw NOT_FOUND;
      evaluation.results.push(selectProperties(names, value));
      return;
    }
    const isMissingError = namesRequired || (this.next !== undefined && this.definiteSoFar && names.length === 1);
    for (const name of names) {
      const property = value.entries.get(name);
      if (property !== undefined) this.passProperty(property, evaluation);
      else if (isMissingError) throw NOT_FOUND;
    }
  }

  /** As the last step behind a scan's target, a property is lost in all items but the one that is kept. */
  private passProperty(value: JavaValue, evaluation: Evaluation): void {
    if (this.next !== undefined) this.next.visit(value, evaluation);
    else if (this.scanned === -1 || this.scanned === this.kept) evaluation.results.push(value);
  }

  private visitList(visit: (list: JavaList, evaluation: Evaluation) => void): Visit {
    return (value, evaluation) => {
      if (value instanceof JavaList) visit(value, evaluation);
      else if (this.definiteSoFar) throw NOT_FOUND;
    };
  }

  /** @param bounds the first index, and the one behind the last unless the list ends before it */
  private visitRange(bounds: (length: number) => readonly [number, number]): Visit {
    return this.visitList((list, evaluation) => {
      const [start, end] = bounds(list.items.length);
      for (let index = start; index < Math.min(end, list.items.length); index++) {
        this.visitItem(list, index, evaluation);
      }
    });
  }

  /** An index beyond the list is passed over, and so is one that a function behind it asks for. */
  private visitItem({ items }: JavaList, index: number, evaluation: Evaluation): void {
    evaluation.setting.bounds.visit();
    const item = items[index < 0 ? items.length + index : index];
    if (item === undefined) return;
    if (this.next === undefined) {
      evaluation.results.push(item);
      return;
    }
    try {
      this.next.visit(item, evaluation);
    } catch (error) {
      if (!isThrown(error, 'IndexOutOfBoundsException')) throw error;
    }
  }

  private visitAll(value: JavaValue, evaluation: Evaluation): void {
    evaluation.setting.bounds.visit();
    if (value instanceof JavaMap) {
      for (const property of value.entries.values()) this.passProperty(property, evaluation);
    } else if (value instanceof JavaList) {
      for (let index = 0; index < value.items.length; index++) {
        try {
          this.visitItem(value, index, evaluation);
        } catch (error) {
          if (evaluation.setting.namesRequired || !isThrown(error, 'PathNotFoundException')) throw error;
        }
      }
    }
  }

  /** Yields a map that passes, not what is in it; of a list, the items that pass. */
  private visitAccepted(value: JavaValue, evaluation: Evaluation): void {
    if (value instanceof JavaMap) {
      if (!this.accepts(value, evaluation)) return;
      if (this.next === undefined) evaluation.results.push(value);
      else this.next.visit(value, evaluation);
    } else if (value instanceof JavaList) {
      for (const [index, item] of value.items.entries()) {
        if (this.accepts(item, evaluation)) this.visitItem(value, index, evaluation);
      }
    } else if (this.definiteSoFar) throw inapplicable('A filter needs a map or a list', value);
  }

  /**
   * `..`: visits each container before what it holds, and the next step, the target, in those that it fits.
   *
   * A list that fits a target with steps behind it is not given to the target: the step behind it gets each item.
   */
  private scan(value: JavaValue, evaluation: Evaluation): void {
    const target = this.next;
    if (target === undefined)
      throw new JsonPathEvaluationError('IllegalStateException', 'a scan has no step behind it');
    const { bounds } = evaluation.setting;
    bounds.visit();
    if (!(value instanceof JavaMap || value instanceof JavaList)) return;
    if (target.fits(value, evaluation)) {
      if (value instanceof JavaMap || target.next === undefined) target.visit(value, evaluation);
      else {
        for (const [index, item] of value.items.entries()) {
          target.next.scanned = index;
          target.next.visit(item, evaluation);
        }
      }
    }
    bounds.descend();
    try {
      for (const member of value instanceof JavaMap ? value.entries.values() : value.items) {
        this.scan(member, evaluation);
      }
    } finally {
      bounds.ascend();
    }
  }

  private fits(container: JavaMap | JavaList, evaluation: Evaluation): boolean {
    const { step } = this;
    switch (step.kind) {
      case 'properties':
        return (
          container instanceof JavaMap &&
          (!isDefinite(step, this.next === undefined) || step.names.every((name) => container.entries.has(name)))
        );
      case 'index':
      case 'indexes':
      case 'slice-from':
      case 'slice-to':
      case 'slice-between':
        return container instanceof JavaList;
      case 'wildcard':
        return true;
      case 'filter':
        return this.accepts(container, evaluation);
      case 'scan':
      case 'function':
        return false;
    }
  }
}
