import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('methods of java.lang.String that take a regular expression', () => {
  renders([
    ["$s.matches('H.*') $s.matches('ell')", 'true false'],
    ["$s.replaceAll('l+', '_') $s.replaceFirst('l', '_') $s.replaceAll('(?i)h', 'J')", 'He_o He_lo Jello'],
    ["$s.replaceAll('(H)(e)', '$2$1') $s.replaceAll('(?<first>H)', '${first}-${first}')", 'eHllo H-Hello'],
    ["$s.replaceAll('l', '\\$') $s.replaceAll('x', '\\')", 'He$$o Hello'],
    ["$s.split('l').size() $s.split('l').get(1).isEmpty() $s.split('').size()", '3 true 5'],
    // Empty parts at the end are dropped, unless a limit is given.
    ["$s.split('o').size() $s.split('o', -1).size() $s.split('l', 2).get(1)", '1 2 lo'],
    ["#set($t = 'a.b')$t.split('.').size() $t.split('\\.').size()", '0 2'],
    ["$s.matches('(')", /PatternSyntaxException/],
    ["$s.replaceAll('l', '$3')", /IndexOutOfBoundsException/],
    ["$s.replaceAll('l', 'x$')", /IllegalArgumentException/],
  ]);
});
