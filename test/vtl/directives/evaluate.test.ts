import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#evaluate', () => {
  renders([
    ["#evaluate('#set($z = 3)$z') $z", '3 3'],
    ["#set($text = '#foreach($x in $l)$x#end')#evaluate($text)", 'abc'],
    ["#evaluate('#if(')", /Cannot parse/],
  ]);
});
