import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('a stream', () => {
  renders([
    ['$l.stream().count() $l.stream().toArray().size() $l.stream().toList()', '3 3 [a, b, c]'],
    ['$l.stream().skip(1).limit(1).toList()', '[b]'],
    ['$l.stream().limit(9).count() $l.stream().skip(9).count() $l.stream().limit(0).count()', '3 0 0'],
    ['#set($i = $l.stream().iterator())$i.next() $i.hasNext()', 'a true'],
    ['#set($i = $l.stream().iterator())$i.next()$i.remove()', /UnsupportedOperationException/],
    ['#set($r = $l.stream())$r.count()$r.count()', /IllegalStateException/],
    ['#set($r = $l.stream())#set($first = $r.limit(1))$r.toList()', /IllegalStateException/],
    ['$l.stream().skip(-1)', /IllegalArgumentException/],
  ]);
});
