import type { JavaValue } from '../../support/java/collections.js';
import { equalJava, hashJava } from '../../support/java/equality.js';
import { JavaClass } from '../../support/java/objects.js';
import { printJava } from '../../support/java/text.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { classNameOf } from './class-name.js';
import { method, type MethodRow } from './method-table.js';
import { object } from './parameter-types.js';

/** `java.lang.Object`. `wait` and `notify` are blocked by Velocity's secure introspection. */
export const OBJECT_METHODS: readonly MethodRow[] = [
  method('equals', [object], (target: JavaValue, [other], context) => equalJava(target, other, context)),
  method('hashCode', [], (target: JavaValue, _, context) => hashJava(target, context)),
  method('toString', [], (target: JavaValue, _, context) => {
    const text = printJava(target, context);
    context.allowText(text.length);
    return text;
  }),
  method('getClass', [], (target: JavaValue) => new JavaClass(classNameOf(target))),
  method('notifyAll', [], () => {
    throw new JavaThrowable('IllegalMonitorStateException', 'current thread is not owner');
  }),
];

/** `java.lang.Class`, of which only the name is allowed. */
export const CLASS_METHODS: readonly MethodRow[] = [method('getName', [], (target: JavaClass) => target.describedName)];
