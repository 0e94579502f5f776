/** Templates that would take for ever, or all memory, or the process with them. */
export const HOSTILE_TEMPLATES: Readonly<Record<string, string>> = {
  'conditions inside each other': '#if(true)'.repeat(30_000),
  'parentheses inside each other': `#set($x = ${'('.repeat(100_000)}`,
  'lists inside each other': `#set($x = ${'['.repeat(100_000)}`,
  'ranges that are none': `#set($x = ${'[$a.b('.repeat(30_000)}`,
  'indexes inside each other': `$a${'[$a'.repeat(60_000)}`,
  'calls inside each other': `$a${'.b($a'.repeat(40_000)}`,
  'strings inside each other': `#set($x = ${'"$a'.repeat(50_000)}`,
  'a chain of operators': `#set($x = ${'1 + '.repeat(70_000)}1)`,
  'a chain of negations': `#if(${'!'.repeat(200_000)}true)x#end`,
  'a long path': `$s${'.toString()'.repeat(25_000)}`,
  'many macros': '#macro(m)#m()#end'.repeat(15_000),
  backslashes: '\\'.repeat(300_000),
  dollars: '$'.repeat(300_000),
  'unclosed comments': '#*'.repeat(150_000),
  'a huge range': '#set($x = [0..2000000000])$x.size()',
  'a range over all integers': '#foreach($x in [-2147483648..2147483647])a#end',
  'loops in loops': `#foreach($a in [1..1000])${'#foreach($b in [1..1000])'.repeat(3)}x${'#end'.repeat(4)}`,
  'loops in loops that print':
    '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])$s $s $s#end#end#end',
  'a text that doubles': '#set($x = "ab")#foreach($i in [1..1000])#set($x = "$x$x")#end$x.length()',
  'a sum that doubles': "#set($x = 'ab')#foreach($i in [1..1000])#set($x = $x + $x)#end$x.length()",
  'texts that are kept':
    "#set($x = $s.repeat(1000000))#set($l = [])#foreach($i in [1..1000])$l.add($x.replace('a', $i.toString()))#end",
  'a repeated text': '$s.repeat(2147483647)',
  'an indented text': '$s.indent(2147483647)',
  'a padded text': "$s.format('%2147483647d', 1)",
  'a number of many digits': "$s.format('%.2000000000f', 1.5)",
  'a list that doubles': '#set($l = [1])#foreach($i in [1..1000])$!l.addAll($l)#end',
  'lists kept in lists': '#set($l = [])#foreach($i in [1..1000])#foreach($j in [1..1000])$!l.add([1..100])#end#end',
  'a list in itself': '#set($l = [])#set($q = $l.add($l))$l',
  'a list from JSON in itself': '#set($q = $j.add($j))$j',
  'a deep list': '#set($l = [])#foreach($i in [1..1000])#foreach($k in [1..20])#set($l = [$l])#end#end$l',
  'a deep list from JSON': '#foreach($i in [1..1000])#foreach($k in [1..20])#set($l = [$l])#end#end$!j.add($l)$j',
  'the hash of a deep list':
    '#set($l = [])#foreach($i in [1..1000])#foreach($k in [1..20])#set($l = [$l])#end#end$l.hashCode()',
  'deep lists that are compared':
    '#set($l = [])#set($k = [])#foreach($i in [1..1000])#foreach($q in [1..20])#set($l = [$l])#set($k = [$k])#end#end#if($l == $k)x#end',
  'lists of the same lists': '#set($l = [1])#foreach($i in [1..900])#set($l = [$l, $l])#end$l',
  'the hash of lists of the same lists': '#set($l = [1])#foreach($i in [1..900])#set($l = [$l, $l])#end$l.hashCode()',
  'lists of the same lists that are compared':
    '#set($l = [1])#set($k = [1])#foreach($i in [1..900])#set($l = [$l, $l])#set($k = [$k, $k])#end#if($l == $k)x#end',
  'maps as keys': "#set($m = {})#foreach($i in [1..1000])#set($k = {'k': $i})$!m.put($k, $m)#end$m",
  'a map in itself': "#set($q = $m.put('m', $m))$m $m.keySet() $m.values() $m.entrySet()",
  'searches in a long list': '#set($l = [1..100000])#foreach($i in [1..1000])$l.contains(-1)$l.lastIndexOf(-1)#end',
  'insertions into a long list': '#set($l = [1..100000])#foreach($i in [1..1000])$!l.add(0, $i)$!l.remove(0)#end',
  'a pattern that backtracks': "$a30.matches('(a+)+b')",
  'a pattern that backtracks again and again':
    "#foreach($i in [1..1000])$a30.replaceAll('(a|a)*b', 'x')$a30.split('(a*)*b')#end",
  'different patterns': '#foreach($i in [1..1000])#foreach($k in [1..1000])$s.matches("(a|$i$k)*b")#end#end',
  'a replacement that grows': "#set($x = $s.repeat(100000))$x.replaceAll('', $x)",
  'a replacement that repeats groups': "#set($x = $s.repeat(100000))$x.replaceAll('(?=(.*))', '$1$1$1$1')",
  'a pattern of many groups':
    "#set($p = '('.repeat(0))$s.matches($s.repeat(100000))#set($p = '(')$s.matches($p.repeat(100000))",
  'a text that evaluates itself': "#set($t = '#evaluate($t)')#evaluate($t)",
  'a text that evaluates itself twice': "#set($t = '#evaluate($t)#evaluate($t)')#evaluate($t)",
  'a long text that is evaluated': '#set($t = $s.repeat(1000000))#foreach($i in [1..1000])#evaluate($t)#end',
  'a text that evaluates to new names':
    '#foreach($i in [1..1000])#foreach($k in [1..1000])#set($t = "#set($v${i}x$k = 1)")#evaluate($t)#end#end',
  'a macro that calls itself': '#macro(m)#m()#m()#end#m()',
  'arguments that double': '#macro(m $a)#m("$a$a$a$a")$a#end#m("x")',
  'blocks that print each other': `${Array.from({ length: 40 }, (_, i) => `#define($b${i})${Array.from({ length: 40 }, (__, k) => `$b${k}`).join('')}#end`).join('')}$b0`,
  'a block that is its own text': '#define($b)#set($q = $b.toString())$b$b#end$b',
  'a number that squares': '#set($x = 99999999999999999999)#foreach($i in [1..1000])#set($x = $x * $x)#end$x',
  'a decimal that squares': '#set($x = $c)#foreach($i in [1..1000])#set($x = $x * $x)#end$x',
  'decimals far apart':
    "#set($x = $util.parseJson('[0.00000000000000000001e-2000000000, 0.00000000000000000001e2000000000]'))#set($y = $x[0] + $x[1])$y $x",
  'a plain decimal':
    "#set($x = $util.parseJson('0.00000000000000000001e-2000000000'))$x.toPlainString() $x.intValue() $x.doubleValue()",
  'JSON inside JSON': "#set($x = '[')$util.parseJson($x.repeat(1000000))",
  'JSON again and again':
    '#set($x = \'[{},{},{},{}],\')#set($x = "[$x.repeat(100000)1]")#set($l = [])#foreach($i in [1..1000])$!l.add($util.parseJson($x))#end',
  'paths into everything': "#foreach($i in [1..1000])$input.path('$..*..*..*').size()#end",
  'different paths': '#foreach($i in [1..1000])#foreach($k in [1..1000])$input.path("$..a$i[$k]").size()#end#end',
  'a body as JSON again and again': "#set($l = [])#foreach($i in [1..1000])$!l.add($input.json('$'))#end",
  'a body as text again and again': "#set($l = [])#foreach($i in [1..1000])$!l.add($input.path('$').toString())#end",
  'escapes of a long text':
    '#set($x = $s.repeat(1000000))#foreach($i in [1..1000])#set($y = $util.escapeJavaScript($x))#end',
  'escapes that grow':
    '#set($x = "é")#set($x = $x.repeat(100000))#foreach($i in [1..1000])#set($x = $util.escapeJavaScript($x).replace("u", "é"))#end',
  'percent signs': "#set($x = '%41')$util.urlDecode($x.repeat(1000000)).length()",
  'half a character':
    '#set($x = $s.substring(0, 0).concat($half))$util.urlEncode($x)$util.base64Encode($x)$util.escapeJavaScript($x)',
  prototypes:
    "$s['__proto__']$m['__proto__']['constructor']$m.constructor.constructor('return process')$l.map($l)$util.constructor.prototype",
  classes: "$s.class.forName('java.lang.Runtime').getRuntime().exec('x')$s.getClass().getClassLoader()",
  'the thread': '$s.wait()$s.notify()#set($x = $l.wait(100000))',
};
