import { MAX_REPETITIONS, type LookBehindNode, type ParsedRegex, type QuantifiedNode, type RegexNode } from './ast.js';
import { codePointSet, type CodePointSet } from './code-point-set.js';
import type { Instruction, LookBehindStart, LookStart, LoopPlan, Program, WholeLoopPlan } from './program.js';
import { isOneCodePoint, repeatsAsWhole, study } from './study.js';

/** Turns a parsed pattern into the steps of the machine. */
export function compileProgram(parsed: ParsedRegex): Program {
  const compiler = new Compiler(parsed.hasBackReference);
  compiler.emitNode(parsed.root);
  compiler.emit({ op: 'end' });
  const first = firstNode(parsed.root);
  return {
    instructions: compiler.instructions,
    slotCount: compiler.slotCount,
    recordCount: compiler.recordCount,
    groupCount: parsed.groupCount,
    minLength: study(parsed.root).minLength,
    prefix: first?.kind === 'literal' && !parsed.hasSupplementary ? first.text : '',
    anchored: first?.kind === 'assertion' && first.assertion === 'begin-input',
    skipsHalfPairs: parsed.hasSupplementary,
  };
}

/** The node with which every match begins. */
function firstNode(node: RegexNode): RegexNode | undefined {
  if (node.kind === 'group') return firstNode(node.body);
  if (node.kind !== 'sequence') return node;
  const [first] = node.nodes;
  return first === undefined ? undefined : firstNode(first);
}

class Compiler {
  readonly instructions: Instruction[] = [];
  slotCount = 0;
  recordCount = 0;
  /** How many quantifiers and look-behind groups are open: only loops outside of all remember where they failed. */
  private depth = 0;

  constructor(private readonly hasBackReference: boolean) {}

  emit(instruction: Instruction): void {
    this.instructions.push(instruction);
  }

  emitNode(node: RegexNode): void {
    switch (node.kind) {
      case 'empty':
        return;
      case 'literal':
        if (node.text.length === 1) this.emit({ op: 'character', unit: node.text.charCodeAt(0), text: node.text });
        else this.emit({ op: 'text', text: node.text });
        return;
      case 'set':
        this.emit({ op: 'set', set: node.set });
        return;
      case 'assertion':
        this.emit({ op: 'assert', assertion: node.assertion });
        return;
      case 'line-ending':
        this.emit({ op: 'line-ending' });
        return;
      case 'grapheme':
        this.emit({ op: 'grapheme' });
        return;
      case 'back-reference':
        this.emit({ op: 'back-reference', group: node.group, caseMode: node.caseMode });
        return;
      case 'sequence':
        for (const child of node.nodes) this.emitNode(child);
        return;
      case 'alternation':
        this.emitAlternation(node.branches);
        return;
      case 'group':
        if (node.capture === undefined) this.emitNode(node.body);
        else this.emitRound(node.body, this.newSlot(), node.capture);
        return;
      case 'atomic': {
        const heightSlot = this.newSlot();
        this.emit({ op: 'atomic-start', heightSlot });
        this.emitNode(node.body);
        this.emit({ op: 'atomic-end', heightSlot });
        return;
      }
      case 'look-ahead': {
        const look: LookStart = {
          op: 'look-ahead-start',
          negative: node.negative,
          heightSlot: this.newSlot(),
          positionSlot: this.newSlot(),
          next: 0,
        };
        this.emit(look);
        this.emitNode(node.body);
        this.emit({ op: 'look-ahead-end', look });
        look.next = this.instructions.length;
        return;
      }
      case 'look-behind':
        this.emitLookBehind(node);
        return;
      case 'quantified':
        this.emitQuantified(node);
    }
  }

  private newSlot(): number {
    return this.slotCount++;
  }

  private emitRound(body: RegexNode, slot: number, capture: number | undefined): void {
    this.emit({ op: 'group-start', slot });
    this.emitNode(body);
    this.emit({ op: 'group-end', slot, capture });
  }

  private emitAlternation(branches: readonly RegexNode[]): void {
    const ends: { next: number }[] = [];
    branches.forEach((branch, index) => {
      const isLast = index === branches.length - 1;
      const split = { op: 'split' as const, otherwise: 0 };
      if (!isLast) this.emit(split);
      this.emitNode(branch);
      if (isLast) return;
      const end = { op: 'jump' as const, next: 0 };
      this.emit(end);
      ends.push(end);
      split.otherwise = this.instructions.length;
    });
    for (const end of ends) end.next = this.instructions.length;
  }

  private emitLookBehind(node: LookBehindNode): void {
    const look: LookBehindStart = {
      op: 'look-behind-start',
      negative: node.negative,
      minLength: node.minLength,
      maxLength: node.maxLength,
      countsCodePoints: node.countsCodePoints,
      heightSlot: this.newSlot(),
      positionSlot: this.newSlot(),
      next: 0,
    };
    this.emit(look);
    this.depth++;
    this.emitNode(node.body);
    this.depth--;
    this.emit({ op: 'look-behind-end', look });
    look.next = this.instructions.length;
  }

  private emitQuantified(node: QuantifiedNode): void {
    const { body, min, max, mode } = node;
    if (body.kind === 'set' || (body.kind === 'literal' && isOneCodePoint(body))) {
      const set = body.kind === 'set' ? body.set : singleton(body.text);
      this.emit({ op: 'repeat-set', set, min, max, mode });
    } else if (body.kind !== 'group' || mode === 'possessive') {
      this.emitWholeLoop(node, body, undefined);
    } else if (node.optional) {
      this.emitOptional(body, mode === 'lazy');
    } else if (repeatsAsWhole(node)) {
      this.emitWholeLoop(node, body.body, body.capture);
    } else {
      this.emitLoop(node, body.body, body.capture);
    }
  }

  private emitOptional(body: RegexNode, lazy: boolean): void {
    const empty: RegexNode = { kind: 'empty' };
    this.depth++;
    this.emitAlternation(lazy ? [empty, body] : [body, empty]);
    this.depth--;
  }

  private emitWholeLoop(node: QuantifiedNode, body: RegexNode, capture: number | undefined): void {
    const loop: WholeLoopPlan = {
      min: node.min,
      max: node.max,
      mode: node.mode,
      capture,
      countSlot: this.newSlot(),
      startSlot: this.newSlot(),
      heightSlot: this.newSlot(),
      body: 0,
      next: 0,
    };
    this.emit({ op: 'enter-whole-loop', loop });
    loop.body = this.instructions.length;
    this.depth++;
    this.emitNode(body);
    this.depth--;
    this.emit({ op: 'whole-loop', loop });
    loop.next = this.instructions.length;
  }

  private emitLoop(node: QuantifiedNode, body: RegexNode, capture: number | undefined): void {
    const unlimited = node.max === MAX_REPETITIONS;
    const lazy = node.mode === 'lazy';
    const remembers = unlimited && !lazy && this.depth === 0 && !this.hasBackReference;
    const loop: LoopPlan = {
      min: node.min,
      max: node.max,
      lazy,
      countSlot: unlimited && node.min <= 1 ? undefined : this.newSlot(),
      startSlot: this.newSlot(),
      record: remembers ? this.recordCount++ : undefined,
      body: 0,
      next: 0,
    };
    this.emit({ op: 'enter-loop', loop });
    loop.body = this.instructions.length;
    this.depth++;
    this.emitRound(body, loop.startSlot, capture);
    this.depth--;
    this.emit({ op: 'loop', loop });
    loop.next = this.instructions.length;
  }
}

function singleton(text: string): CodePointSet {
  const only = text.codePointAt(0);
  return codePointSet((codePoint) => codePoint === only);
}
