import { foldCase, asciiLowerCase } from './code-point-set.js';
import { holds, startOfCodePointBefore } from './assertions.js';
import type { CaseMode } from './ast.js';
import { BacktrackStack, Frame, FRAME_BITS, FRAME_SIZE } from './backtrack-stack.js';
import { JavaRegexLimitError } from './errors.js';
import { endOfGrapheme } from './graphemes.js';
import type { Instruction, LookBehindStart, LoopPlan, Program, WholeLoopPlan } from './program.js';

const FAILED = -1;
/** What finding the end of a grapheme costs in comparison. */
const STEPS_OF_A_GRAPHEME = 100;
const LEAST_INT = -0x8000_0000;
const FRAME_MASK = (1 << FRAME_BITS) - 1;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** One stack for all machines: runs never overlap, and making a stack would take longer than most matches. */
const STACK = new BacktrackStack();

/**
 * Runs a program over one input by backtracking, without recursion: what to do on failure lies on a stack of its own.
 *
 * As in Java, a group that was set inside of a look-around, an atomic group or a possessive quantifier keeps its value
 * when what follows fails.
 */
export class Machine {
  /** Start and end of each group, -1 where it took no part. */
  readonly groups: number[];
  private readonly slots: number[];
  private readonly records: (Uint8Array | undefined)[];
  private wholeInput = false;
  private lastMatchEnd = 0;

  /** @param steps how many steps all the runs of this machine may take together */
  constructor(
    private readonly program: Program,
    private readonly input: string,
    private readonly pattern: string,
    private steps: number,
  ) {
    this.groups = new Array<number>((program.groupCount + 1) * 2).fill(FAILED);
    this.slots = new Array<number>(program.slotCount).fill(0);
    this.records = new Array<Uint8Array | undefined>(program.recordCount).fill(undefined);
  }

  /** Matches at one position; `whole` demands that the match ends with the input. */
  matchAt(position: number, whole: boolean): boolean {
    this.reset(position, whole);
    return this.run(position);
  }

  /**
   * Finds the first match that begins at `from` or later.
   *
   * @param lastMatchEnd where `\G` holds
   */
  search(from: number, lastMatchEnd: number): boolean {
    const { program, input } = this;
    this.reset(lastMatchEnd, false);
    if (program.anchored) return from === 0 && this.run(0);
    const last = input.length - program.minLength;
    for (let start = from; start <= last; start++) {
      if (program.prefix !== '') {
        const found = input.indexOf(program.prefix, start);
        this.spend(((found < 0 ? input.length : found) - start) >> 4);
        if (found < 0) return false;
        start = found;
      }
      if (this.run(start)) return true;
      if (program.skipsHalfPairs && startOfCodePointBefore(input, start + 2) === start) start++;
    }
    return false;
  }

  private reset(lastMatchEnd: number, whole: boolean): void {
    this.groups.fill(-1);
    this.records.fill(undefined);
    this.wholeInput = whole;
    this.lastMatchEnd = lastMatchEnd;
  }

  private spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new JavaRegexLimitError('steps', this.pattern);
  }

  private push(kind: number, first: number, second: number, third: number): void {
    if (!STACK.push(kind, first, second, third)) throw new JavaRegexLimitError('memory', this.pattern);
  }

  private setSlot(slot: number, value: number): void {
    this.push(Frame.slot, slot, this.slots[slot] ?? 0, 0);
    this.slots[slot] = value;
  }

  private slot(slot: number): number {
    return this.slots[slot] ?? 0;
  }

  private setGroup(group: number, start: number, end: number): void {
    const { groups } = this;
    this.push(Frame.group, group, groups[group * 2] ?? FAILED, groups[group * 2 + 1] ?? FAILED);
    groups[group * 2] = start;
    groups[group * 2 + 1] = end;
  }

  /** The main loop: one step, or one step back, a round. */
  private run(start: number): boolean {
    const { input } = this;
    const stack = STACK;
    const { instructions } = this.program;
    const length = input.length;
    let position = start;
    let at = 0;
    stack.clear();
    for (;;) {
      if (--this.steps < 0) throw new JavaRegexLimitError('steps', this.pattern);
      const instruction = instructions[at];
      if (instruction === undefined) return false;
      switch (instruction.op) {
        case 'character':
          if (position < length && input.charCodeAt(position) === instruction.unit) {
            position++;
            at++;
            continue;
          }
          break;
        case 'set':
          position = this.takeOne(instruction.set, position);
          if (position >= 0) {
            at++;
            continue;
          }
          break;
        case 'text':
          if (input.startsWith(instruction.text, position)) {
            position += instruction.text.length;
            at++;
            continue;
          }
          break;
        case 'repeat-set':
          position = this.repeatSet(instruction, at, position);
          if (position >= 0) {
            at++;
            continue;
          }
          break;
        case 'split':
          this.push(Frame.branch, instruction.otherwise, position, 0);
          at++;
          continue;
        case 'jump':
          at = instruction.next;
          continue;
        case 'group-start':
          this.setSlot(instruction.slot, position);
          at++;
          continue;
        case 'group-end':
          if (instruction.capture !== undefined) {
            this.setGroup(instruction.capture, this.slot(instruction.slot), position);
          }
          at++;
          continue;
        case 'enter-loop':
          at = this.enterLoop(instruction.loop, at, position);
          continue;
        case 'loop':
          at = this.nextRound(instruction.loop, at, position);
          continue;
        case 'enter-whole-loop':
          at = this.enterWholeLoop(instruction.loop, at, position);
          continue;
        case 'whole-loop':
          at = this.nextWholeRound(instruction.loop, at, position);
          if (at >= 0) continue;
          break;
        case 'assert':
          if (instruction.assertion === 'grapheme-boundary') this.spend(STEPS_OF_A_GRAPHEME + (length >> 4));
          if (holds(instruction.assertion, input, position, this.lastMatchEnd)) {
            at++;
            continue;
          }
          break;
        case 'back-reference':
          position = this.takeGroupAgain(instruction.group, instruction.caseMode, position);
          if (position >= 0) {
            at++;
            continue;
          }
          break;
        case 'atomic-start':
          this.setSlot(instruction.heightSlot, stack.height + FRAME_SIZE);
          at++;
          continue;
        case 'atomic-end':
          stack.height = this.slot(instruction.heightSlot);
          at++;
          continue;
        case 'look-ahead-start':
          this.setSlot(instruction.positionSlot, position);
          this.setSlot(instruction.heightSlot, stack.height + FRAME_SIZE);
          if (instruction.negative) this.push(Frame.branch, instruction.next, position, 0);
          at++;
          continue;
        case 'look-ahead-end':
          stack.height = this.slot(instruction.look.heightSlot);
          position = this.slot(instruction.look.positionSlot);
          at++;
          if (!instruction.look.negative) continue;
          break;
        case 'look-behind-start': {
          this.setSlot(instruction.positionSlot, position);
          this.setSlot(instruction.heightSlot, stack.height + FRAME_SIZE);
          const origin = position;
          position = this.lookBack(instruction, at, origin, this.back(instruction, origin, instruction.minLength));
          if (position >= 0) {
            at++;
            continue;
          }
          if (!instruction.negative) break;
          position = origin;
          at = instruction.next;
          continue;
        }
        case 'look-behind-end':
          if (position !== this.slot(instruction.look.positionSlot)) break;
          stack.height = this.slot(instruction.look.heightSlot);
          at++;
          if (!instruction.look.negative) continue;
          break;
        case 'line-ending':
          position = this.takeLineEnding(at, position);
          if (position >= 0) {
            at++;
            continue;
          }
          break;
        case 'grapheme':
          if (position < length) {
            const end = endOfGrapheme(input, position);
            this.spend(STEPS_OF_A_GRAPHEME + end - position);
            position = end;
            at++;
            continue;
          }
          break;
        case 'end':
          if (this.wholeInput && position !== length) break;
          this.groups[0] = start;
          this.groups[1] = position;
          return true;
      }

      // Go back: undo frames up to the first that says where to go on.
      for (;;) {
        if (stack.height === 0) return false;
        if (--this.steps < 0) throw new JavaRegexLimitError('steps', this.pattern);
        stack.height -= FRAME_SIZE;
        const { cells, height } = stack;
        const head = cells[height] ?? 0;
        const first = head >> FRAME_BITS;
        const second = cells[height + 1] ?? 0;
        const third = cells[height + 2] ?? 0;
        const kind = head & FRAME_MASK;
        if (kind === Frame.slot) {
          this.slots[first] = second;
          continue;
        }
        if (kind === Frame.group) {
          this.groups[first * 2] = second;
          this.groups[first * 2 + 1] = third;
          continue;
        }
        if (kind === Frame.branch) {
          at = first;
          position = second;
          break;
        }
        if (kind === Frame.giveBack) {
          position = this.giveBack(instructions[first], second, third);
          if (position < 0) continue;
          at = first;
          if (position > third) this.push(Frame.giveBack, first, position, third);
          break;
        }
        const back = this.goBack(kind, instructions[first], first, second, third);
        if (back >= 0) {
          at = back;
          position = this.resumeAt;
          break;
        }
      }
    }
  }

  /** The next shorter end of a repeated set; when a certain text must follow, the next before which it stands. */
  private giveBack(follower: Instruction | undefined, end: number, least: number): number {
    const shorter = startOfCodePointBefore(this.input, end);
    if (follower?.op !== 'character' && follower?.op !== 'text') return shorter;
    const found = this.input.lastIndexOf(follower.text, shorter);
    this.spend((shorter - Math.max(found, least)) >> 3);
    return found < least ? FAILED : found;
  }

  /** Where `goBack` found that matching goes on. */
  private resumeAt = 0;

  /** The rarer frames. @returns the step to go on with, or -1 to go back further */
  private goBack(
    kind: number,
    instruction: Instruction | undefined,
    at: number,
    second: number,
    third: number,
  ): number {
    this.resumeAt = second;
    switch (kind) {
      case Frame.takeMore: {
        if (instruction?.op !== 'repeat-set' || third >= instruction.max) return FAILED;
        this.resumeAt = this.takeOne(instruction.set, second);
        if (this.resumeAt < 0) return FAILED;
        this.push(Frame.takeMore, at, this.resumeAt, third + 1);
        return at + 1;
      }
      case Frame.leaveLoop: {
        if (instruction?.op !== 'loop') return FAILED;
        this.noteFailure(instruction.loop, second);
        return instruction.loop.next;
      }
      case Frame.lazyRound: {
        if (instruction?.op !== 'loop') return FAILED;
        this.countRound(instruction.loop, third);
        return instruction.loop.body;
      }
      case Frame.lazyWholeRound: {
        if (instruction?.op !== 'whole-loop' || third >= instruction.loop.max) return FAILED;
        return this.beginWholeRound(instruction.loop, second, third);
      }
      case Frame.lookFurtherBack: {
        if (instruction?.op !== 'look-behind-start') return FAILED;
        const start = third <= 0 ? FAILED : this.back(instruction, third, 1);
        this.resumeAt = this.lookBack(instruction, at, second, start);
        if (this.resumeAt >= 0) return at + 1;
        if (!instruction.negative) return FAILED;
        this.resumeAt = second;
        return instruction.next;
      }
      default:
        return FAILED;
    }
  }

  /** @returns the position after one code point of the set, or -1 */
  private takeOne(set: { readonly latin: Uint8Array; has(codePoint: number): boolean }, position: number): number {
    if (position >= this.input.length) return FAILED;
    const unit = this.input.charCodeAt(position);
    if (unit < 256) return set.latin[unit] === 1 ? position + 1 : FAILED;
    const codePoint = this.input.codePointAt(position) ?? unit;
    if (!set.has(codePoint)) return FAILED;
    return position + (codePoint > 0xffff ? 2 : 1);
  }

  private repeatSet(instruction: Extract<Instruction, { op: 'repeat-set' }>, at: number, start: number): number {
    const { set, min, max, mode } = instruction;
    let position = start;
    let count = 0;
    for (; count < min; count++) {
      position = this.takeOne(set, position);
      if (position < 0) return FAILED;
    }
    if (mode === 'lazy') {
      this.spend(count);
      if (count < max) this.push(Frame.takeMore, at, position, count);
      return position;
    }
    const least = position;
    for (; count < max; count++) {
      const next = this.takeOne(set, position);
      if (next < 0) break;
      position = next;
    }
    this.spend(count);
    if (mode === 'greedy' && position > least) this.push(Frame.giveBack, at + 1, position, least);
    return position;
  }

  private takeGroupAgain(group: number, caseMode: CaseMode, position: number): number {
    const { input } = this;
    const start = this.groups[group * 2] ?? FAILED;
    const end = this.groups[group * 2 + 1] ?? FAILED;
    if (start < 0) return FAILED;
    const length = end - start;
    if (position + length > input.length) return FAILED;
    this.spend(length >> 1);
    if (caseMode === 'exact') {
      return input.startsWith(input.slice(start, end), position) ? position + length : FAILED;
    }
    const fold = caseMode === 'ascii' ? asciiLowerCase : foldCase;
    for (let offset = 0; offset < length;) {
      const codePoint = input.codePointAt(start + offset) ?? 0;
      const other = input.codePointAt(position + offset) ?? 0;
      if (codePoint !== other && fold(codePoint) !== fold(other)) return FAILED;
      offset += codePoint > 0xffff ? 2 : 1;
    }
    return position + length;
  }

  private takeLineEnding(at: number, position: number): number {
    const { input } = this;
    if (position >= input.length) return FAILED;
    const unit = input.charCodeAt(position);
    if (unit === CARRIAGE_RETURN) {
      if (input.charCodeAt(position + 1) !== LINE_FEED) return position + 1;
      this.push(Frame.branch, at + 1, position + 1, 0);
      return position + 2;
    }
    const isEnding = (unit >= LINE_FEED && unit <= 0x0c) || unit === 0x85 || (unit | 1) === 0x2029;
    return isEnding ? position + 1 : FAILED;
  }

  private enterLoop(loop: LoopPlan, at: number, position: number): number {
    const loopAt = loop.next - 1;
    if (loop.max === 0) return loop.next;
    if (loop.countSlot !== undefined) this.setSlot(loop.countSlot, 0);
    if (loop.min === 0) {
      if (loop.lazy) {
        this.push(Frame.lazyRound, loopAt, position, 0);
        return loop.next;
      }
      this.push(Frame.branch, loop.next, position, 0);
    }
    this.countRound(loop, 0);
    return at + 1;
  }

  private countRound(loop: LoopPlan, roundsBefore: number): void {
    if (loop.countSlot !== undefined) this.setSlot(loop.countSlot, roundsBefore + 1);
  }

  /** After a round; one that took nothing ends the loop, whatever the quantifier asks for. */
  private nextRound(loop: LoopPlan, at: number, position: number): number {
    if (position <= this.slot(loop.startSlot)) return loop.next;
    const count = loop.countSlot === undefined ? loop.min : this.slot(loop.countSlot);
    if (count < loop.min) {
      this.countRound(loop, count);
      return loop.body;
    }
    if (loop.countSlot !== undefined && count >= loop.max) return loop.next;
    if (loop.lazy) {
      this.push(Frame.lazyRound, at, position, count);
      return loop.next;
    }
    if (this.isKnownToFail(loop, position)) return loop.next;
    this.push(
      loop.record === undefined ? Frame.branch : Frame.leaveLoop,
      loop.record === undefined ? loop.next : at,
      position,
      0,
    );
    this.countRound(loop, count);
    return loop.body;
  }

  private isKnownToFail(loop: LoopPlan, position: number): boolean {
    return loop.record !== undefined && this.records[loop.record]?.[position] === 1;
  }

  private noteFailure(loop: LoopPlan, position: number): void {
    if (loop.record === undefined) return;
    const record = (this.records[loop.record] ??= new Uint8Array(this.input.length + 1));
    record[position] = 1;
  }

  private enterWholeLoop(loop: WholeLoopPlan, at: number, position: number): number {
    if (loop.min > 0) return this.beginWholeRound(loop, position, 0);
    return this.offerWholeRound(loop, at, position, 0);
  }

  /** All the rounds that must be are done: one more, or on. */
  private offerWholeRound(loop: WholeLoopPlan, _at: number, position: number, count: number): number {
    if (count >= loop.max) return loop.next;
    if (loop.mode === 'lazy') {
      this.push(Frame.lazyWholeRound, loop.next - 1, position, count);
      return loop.next;
    }
    return this.beginWholeRound(loop, position, count);
  }

  private beginWholeRound(loop: WholeLoopPlan, position: number, count: number): number {
    this.slots[loop.countSlot] = count;
    this.slots[loop.startSlot] = position;
    this.slots[loop.heightSlot] = STACK.height;
    if (count >= loop.min && loop.mode !== 'lazy') this.push(Frame.branch, loop.next, position, 0);
    return loop.body;
  }

  private nextWholeRound(loop: WholeLoopPlan, at: number, position: number): number {
    const start = this.slot(loop.startSlot);
    const count = this.slot(loop.countSlot);
    const height = this.slot(loop.heightSlot);
    const wanted = count >= loop.min;
    if (wanted && position === start) {
      STACK.height = height;
      return loop.mode === 'lazy' ? FAILED : loop.next;
    }
    // The ways back into the round are dropped; the way out before it stays, unless the loop gives nothing back.
    STACK.height = wanted && loop.mode === 'greedy' ? height + FRAME_SIZE : height;
    if (loop.capture !== undefined) this.setGroup(loop.capture, start, position);
    if (count + 1 < loop.min) return this.beginWholeRound(loop, position, count + 1);
    return this.offerWholeRound(loop, at, position, count + 1);
  }

  /** A place some characters (or code points) back, or -1. */
  private back(look: LookBehindStart, position: number, distance: number): number {
    if (!look.countsCodePoints) return position - distance;
    let place = position;
    this.spend(Math.min(distance, position));
    for (let left = distance; left > 0; left--) {
      if (place <= 0) return FAILED;
      place = startOfCodePointBefore(this.input, place);
    }
    return place;
  }

  /** Begins to match a look-behind at `start`, unless that lies too far back. @returns the position, or -1 */
  private lookBack(look: LookBehindStart, at: number, origin: number, start: number): number {
    // Java's longest length may have overflowed, and then overflows back.
    if (start < 0 || start < this.furthestBack(look, origin)) return FAILED;
    this.push(Frame.lookFurtherBack, at, origin, start);
    return start;
  }

  private furthestBack(look: LookBehindStart, origin: number): number {
    const { maxLength } = look;
    if (!look.countsCodePoints) return (origin - maxLength) | 0;
    if (maxLength < 0) return maxLength === LEAST_INT ? origin : 2 * origin - this.forward(origin, -maxLength);
    return maxLength >= origin ? 0 : Math.max(this.back(look, origin, maxLength), 0);
  }

  /** The place so many code points further on, or the end. */
  private forward(position: number, codePoints: number): number {
    let place = position;
    for (let left = codePoints; left > 0 && place < this.input.length; left--) {
      place += (this.input.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
    }
    this.spend(place - position);
    return place;
  }
}
