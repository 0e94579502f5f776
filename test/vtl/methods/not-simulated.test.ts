import { describe, expect, test } from 'vitest';
import { METHOD_TABLES } from '../../../lib/vtl/methods/index.js';
import { classesOfNotSimulated } from '../../../lib/vtl/methods/not-simulated.js';
import { renders } from '../rows.js';

describe('a method that Java has and that is not simulated', () => {
  renders([
    ['$n.reverse()', /the method reverse\(\) of java\.lang\.Integer is not simulated/],
    ['$d.toHexString()', /the method toHexString\(\) of java\.lang\.Double is not simulated/],
    ['$l.parallelStream()', /the method parallelStream\(\) of net\.minidev\.json\.JSONArray is not simulated/],
    ['#set($x = [1])$x.spliterator()', /the method spliterator\(\) of java\.util\.ArrayList is not simulated/],
    ['$m.keySet().stream()', /the method stream\(\) of java\.util\.Collection is not simulated/],
    // Nothing of the kind is in Java, or it wants a function, which no template has.
    ["[$n.none()$l.none()$m.none()$l.forEach('x')]", '[]'],
    // Java has it, but not with these arguments.
    ["[$l.get('x')$n.compareTo()]", '[]'],
  ]);

  test('is named by its class unless another class has it simulated', () => {
    const [table] = METHOD_TABLES;
    expect(classesOfNotSimulated('setScale', METHOD_TABLES)).toEqual(['java.math.BigDecimal']);
    expect(classesOfNotSimulated('abs', METHOD_TABLES)).toEqual([]);
    expect(classesOfNotSimulated('abs', table === undefined ? [] : [table])).toEqual(['java.math.BigDecimal']);
    expect(classesOfNotSimulated('none', METHOD_TABLES)).toEqual([]);
  });
});
