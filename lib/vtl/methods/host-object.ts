import { JavaObject } from '../../support/java/collections.js';
import type { MethodTable } from './method-table.js';

/** An object that whoever renders a template puts into it, such as `$util`: it has the methods given here and no more. */
export class HostObject extends JavaObject {
  readonly className: string;

  constructor(readonly methods: MethodTable) {
    super();
    this.className = methods.className;
  }

  override toString(): string {
    return `${this.className}@0`;
  }
}
