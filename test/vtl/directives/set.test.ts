import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#set', () => {
  renders([
    ['#set($a = $n + 1)$a', '8'],
    ['#set($a = 1)#set($b = "$a!")$b', '1!'],
    ["#set($a = 1)#set($b = '$a!')$b", '$a!'],
    ["#set($m.k = 'x')#set($m['z'] = 1)$m.k$m.z", 'x1'],
    ["#set($l[0] = 'x')$l", '["x","b","c"]'],
    ['#set($a = {"k": [1, "two"]})$a.k', '[1, two]'],
    ['#set($a = $missing)[$!a]', '[]'],
    ['#set($a = )', /VtlSyntaxError|Cannot parse/],
  ]);
});
