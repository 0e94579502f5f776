import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Writes goldens.jsonl: what java.util.regex answers, one case a line.
 *
 * Run with JDK 17 in this folder: java Generate.java
 */
public class Generate {
  /** Patterns in groups; each pattern of a group meets each input of the group. */
  private static final String[][][] TABLE = {
    { // Characters and escapes
      {"a", "\\t", "\\x41", "\\x{1F600}", "\\u0041", "\\uD83D\\uDE00", "\\0101", "\\07", "\\0377", "\\cA", "\\e", "\\a",
        "\\Q.*\\E", "\\Qa\\E+", "\\Q1\\E2", "a\\Q", "\\.", "\\-", "}", "]", "\\_", "."},
      {"A", ".*", "\t\u0001\u0007\u001b", "aaa A", "x\uD83D\uDE00y", "12", "\u00ff]}-_"},
    },
    { // Classes
      {"[abc]", "[^abc]", "[a-c]", "[a-]", "[]a]", "[^]a]", "[a^]", "[a-c[x-z]]", "[a-z&&[^b]]", "[a-z&&b-d]", "[^a[b]]",
        "[a&&b]", "[a-z&&]", "[&&a]", "[a&b]", "[\\d-x]", "[\\w&&\\D]", "[\\]\\-]", "[\\p{L}&&[^\\p{Lu}]]", "[[a][b]]",
        "[a-c&&[b-d]&&[c-e]]", "[^a-c&&b-d]", "[\\x41-\\x43]", "[\\Qa-c\\E]", "[#]", "[\\h\\v]", "[^\\W_]"},
      {"abc", "xyz-^]", "A&B1_", "\u00e9# \t\n"},
    },
    { // Predefined and named classes
      {"\\d+", "\\D+", "\\w+", "\\W+", "\\s+", "\\S+", "\\h+", "\\H", "\\v+", "\\V", "\\p{Lower}+", "\\p{Upper}", "\\p{Alpha}+",
        "\\p{Punct}+", "\\p{Space}", "\\p{javaLowerCase}+", "\\p{javaWhitespace}", "\\p{L}+", "\\pL", "\\PL+", "\\p{Lu}",
        "\\p{IsLatin}+", "\\p{IsGreek}", "\\p{InGreek}", "\\p{InBasicLatin}+", "\\p{InLATIN_1_SUPPLEMENT}", "\\p{IsAlphabetic}+",
        "\\p{IsLl}", "\\p{gc=Lu}", "\\p{sc=Grek}", "\\p{blk=Basic Latin}+", "\\p{L1}+", "\\p{all}", "(?U)\\w+", "(?U)\\d+", "(?U)\\p{Lower}+",
        "(?i)\\p{Lower}+", "\\p{Sc}", "\\p{XDigit}+", "\\p{IsIdeographic}"},
      {"Hello, World 42", "\u00c9t\u00e9 \u03b1\u03a9\u00a0\u0663\t\r\n", "$\u20ac\u4e2d_\u2028"},
    },
    { // Anchors and boundaries
      {"^a", "a$", "^$", "\\Aa", "a\\z", "a\\Z", "(?m)^", "(?m)$", "(?m)^a$", "(?md)$", "\\b", "\\B", "\\bab\\b", "\\Ga", "(?U)\\b", "\\b{g}",
        "$", "(?d)$", "\\z", "\\Z", "^", "(?m)\\Z", "\\R", "\\R+", "\\R{2}", "\\X"},
      {"a", "a\n", "a\r\nab\n\na", "ab \u00e9t\u00e9\u0301 _1", "", "\r\n\u2028"},
    },
    { // Quantifiers
      {"a?", "a*", "a+", "a{2}", "a{2,}", "a{1,2}", "a??", "a*?", "a+?", "a{1,2}?", "a?+b", "a*+a", "a++", "a{1,2}+a", "(ab)*", "(ab)+?b?",
        "(a|ab)+", "(a|b)*?b", "(a*)*", "(a*)+", "(a?){3}", "()*", "(\\b)*a", "(a|b){2,3}", "((a)b?)+", "(?:ab){2}", "(?:a|b)++a", ".*b", ".*?b",
        ".+", "(?s).+", "a{0}", "(a){0}b", "(a(b)?)+", "((a)|b)+", "(a{2}){3}", "a{2}{3}", "(a|)*b"},
      {"aab", "abab", "", "aaaaaaa", "ba\nab"},
    },
    { // Groups, references and look-around
      {"(a)(b)?", "(?<x>a)\\k<x>", "(a)\\1", "(a)|b\\1", "(.)(.)\\2\\1", "(?:a)(b)", "(?>a*)ab", "(?>a|ab)b", "(?=ab)a", "(?!ab)a", "(?<=a)b",
        "(?<!a)b", "(?<=a{1,2})b", "(?<=^|b)a", "(?<=(a))b", "(?=(a))", "(?i)(A)\\1", "(?i:A)b", "(?-i:a)B", "(?i)a(?-i)B", "((?i)a)B", "(?x) a b # c",
        "(?x: a ) b", "(a)(b)(a)(b)(a)(b)(a)(b)(a)(b)(a)\\11", "(a)\\12", "\\1(a)", "\\2(a)", "(?<=a*)b", "(?<=\\b)a", "(?<=ab|b)a", "(?=(a))b|a", "(?>(a))c|ab",
        "(?:(a)++c|a)b", "(a)?b\\1", "(?<n>a)(?<m>b)"},
      {"ab", "aabb", "abba", "AaB", "ababababab\na", "a2b"},
    },
    { // Case
      {"(?i)stra\u00dfe", "(?iu)\u00e9", "(?i)\u00e9", "(?iu)[\u00e0-\u00fe]+", "(?i)[a-z]+", "(?iu)k", "(?i)k", "(?iu)\u03c3+", "(?i)[^a]", "(?iu)\u0131", "(?i)\\x41", "(?iu)(\u00e9)\\1", "(?i)(\u00e9)\\1", "(?iu)[k]", "(?i)\\p{Lu}"},
      {"STRASSE stra\u00dfe", "\u00e9\u00c9", "\u212a\u017f", "\u03a3\u03c3\u03c2", "\u0130Ii\u0131"},
    },
    { // Surrogate pairs
      {".", "[^a]", "\uD83D\uDE00", "[\uD83D\uDE00]", "\uDE00", "x*", "\uD83D\uDE00+", "(?<=\uD83D\uDE00)a", "(?<=.)a", "\\b|[^x]", "[\\x{10000}-\\x{10ffff}]", "\\x{D83D}", "."},
      {"\uD83D\uDE00", "a\uD83D\uDE00a", "\uD83Da", "\uDE00"},
    },
    { // What API Gateway's users write
      {"4\\d{2}", "2\\d{2}|3\\d{2}", "^\\[BadRequest\\].*", ".*\"status\":\"error\".*", "[\\s\\S]*\\[400\\][\\s\\S]*", ".+", "", "5..", "^(?!200).*$", "(.|\n)*Error(.|\n)*", "Bearer [^\\s]+",
        "^[\\w-]+\\.[\\w-]+\\.[\\w-]+$", "^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$", "\\\\\"", "[\\r\\n]+", ",\\s*", "\\\\'"},
      {"404", "200", "[BadRequest] no", "x\n[400] Error \"y\"\nz", "Bearer abc.def-1.g_h", "abc.def-1.g_h", "joe@example.com", "{\"status\":\"error\"}, \\'", ""},
    },
  };

  private static final String[] BAD_PATTERNS = {
    "(", ")", "[", "[a", "[^", "[a-", "[b-a]", "[]", "*", "+a", "?", "a**", "a|*", "{", "a{", "a{x}", "a{2", "a{2,", "a{2,1}", "a{99999999999}", "\\", "\\y", "\\j", "\\E",
    "\\x", "\\x4", "\\x{", "\\x{41", "\\x{110000}", "\\u12", "\\u123g", "\\0", "\\08", "\\c", "\\k", "\\ka", "\\k<a>", "\\k<1>", "(?<a>b)\\k<b>", "(?", "(?<", "(?<a", "(?<a>", "(?<1>a)",
    "(?<a>x)(?<a>y)", "(?P<a>x)", "(?@a)", "(?$a)", "(?i", "(?q)", "(?i-q:a)", "(?=a", "(?<=a", "(?<=(?:a|b)*)c", "(?<=(a)\\1)b", "(?<=aa*?)b", "(?<!(ab)*)c", "\\p", "\\p{", "\\p{}", "\\p{Foo}", "\\p{IsFoo}",
    "\\p{InFoo}", "\\p{sc=Foo}", "\\p{blk=Foo}", "\\p{x=y}", "\\p{javaFoo}", "[\\b]", "[\\R]", "[\\1]", "[\\k<a>]", "[&&]", "[a&&", "[a-\\d]", "a)b", "(a))", "((a)", "\\b{x}", "\\b{gx}", "[a[b]", "\\Q[\\E(", "(?x) [ a # ]",
  };

  private static final String[] GOOD_REPLACEMENTS = {"[$0]", "$1", "\\$", "\\\\", "x", ""};
  private static final String[] BAD_REPLACEMENTS = {"$", "\\", "$x", "${", "${}", "${1}", "${x", "${zz}", "$9", "$10", "a$", "$-1", "${a b}", "$1$", "${n}", "$12"};

  private static final String[] RANDOM_ATOMS = {
    "a", "b", "c", "ab", "A", "1", " ", ".", "\\d", "\\w", "\\W", "\\s", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\Z", "\\G", "\\R", "\\n", "\u00e9", "\uD83D\uDE00",
    "\\1", "\\2", "\\p{L}", "\\P{Lu}", "[ab]", "[^b]", "[a-c&&[^b]]", "[\\w-]", "\\x61", "\\h", "-", "#",
  };
  private static final String[] RANDOM_GROUPS = {"(", "(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:", "(?m:", "(?x:", "(?s:"};
  private static final String[] RANDOM_QUANTIFIERS = {"*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "+?", "??", "{0,2}?", "*+", "++", "?+"};
  private static final String[] RANDOM_INPUT = {"a", "b", "c", "a", "b", "A", "1", " ", "\n", "\r\n", "\u00e9", "\uD83D\uDE00", "-", "#"};
  private static final Random RANDOM = new Random(17);

  public static void main(String[] arguments) throws Exception {
    try (PrintStream out = new PrintStream("goldens.jsonl", "US-ASCII")) {
      int count = 0;
      for (String[][] group : TABLE) {
        for (String pattern : group[0]) {
          for (String input : group[1]) out.print(describe(pattern, input, GOOD_REPLACEMENTS[count++ % GOOD_REPLACEMENTS.length]));
        }
      }
      for (String pattern : BAD_PATTERNS) out.print(describe(pattern, "", ""));
      for (String replacement : BAD_REPLACEMENTS) {
        for (String pattern : new String[] {"a", "(a)", "(?<n>a)(b)?"}) out.print(describe(pattern, "xax", replacement));
      }
      for (int i = 0; i < 600; i++) {
        StringBuilder input = new StringBuilder();
        for (int k = RANDOM.nextInt(8); k > 0; k--) input.append(pick(RANDOM_INPUT));
        out.print(describe(alternatives(3), input.toString(), GOOD_REPLACEMENTS[i % GOOD_REPLACEMENTS.length]));
      }
    }
  }

  private static String pick(String[] list) {
    return list[RANDOM.nextInt(list.length)];
  }

  private static String alternatives(int depth) {
    String left = sequence(depth);
    return RANDOM.nextInt(4) == 0 ? left + "|" + sequence(depth) : left;
  }

  private static String sequence(int depth) {
    StringBuilder text = new StringBuilder();
    for (int k = 1 + RANDOM.nextInt(3); k > 0; k--) {
      text.append(depth > 0 && RANDOM.nextInt(3) == 0 ? pick(RANDOM_GROUPS) + alternatives(depth - 1) + ")" : pick(RANDOM_ATOMS));
      if (RANDOM.nextInt(3) == 0) text.append(pick(RANDOM_QUANTIFIERS));
    }
    return text.toString();
  }

  private static String describe(String regex, String input, String replacement) {
    StringBuilder line = new StringBuilder("{\"pattern\":" + quote(regex));
    try {
      Pattern pattern = Pattern.compile(regex);
      line.append(",\"input\":" + quote(input) + ",\"matches\":" + pattern.matcher(input).matches());
      line.append(",\"lookingAt\":" + pattern.matcher(input).lookingAt() + ",\"found\":" + found(pattern.matcher(input)));
      for (int limit : new int[] {0, 2, -1}) line.append((limit == 0 ? ",\"split\":[" : ",") + list(Arrays.asList(pattern.split(input, limit))));
      line.append("],\"replacement\":" + quote(replacement));
      try {
        line.append(",\"replacedAll\":" + quote(pattern.matcher(input).replaceAll(replacement)));
        line.append(",\"replacedFirst\":" + quote(pattern.matcher(input).replaceFirst(replacement)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException refusal) {
        line.append(",\"refusal\":" + list(List.of(refusal.getClass().getName(), refusal.getMessage())));
      }
    } catch (PatternSyntaxException error) {
      line.append(",\"error\":" + quote(error.getDescription()) + ",\"index\":" + error.getIndex());
    }
    return line.append("}\n").toString();
  }

  private static String found(Matcher matcher) {
    List<String> matches = new ArrayList<>();
    while (matcher.find()) {
      List<String> groups = new ArrayList<>();
      for (int group = 1; group <= matcher.groupCount(); group++) groups.add(quote(matcher.group(group)));
      matches.add("[" + matcher.start() + "," + matcher.end() + ",[" + String.join(",", groups) + "]]");
    }
    return "[" + String.join(",", matches) + "]";
  }

  private static String list(List<String> texts) {
    return "[" + String.join(",", texts.stream().map(Generate::quote).toList()) + "]";
  }

  private static String quote(String text) {
    if (text == null) return "null";
    StringBuilder quoted = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character == '"' || character == '\\') quoted.append('\\').append(character);
      else if (character < 32 || character > 126) quoted.append(String.format("\\u%04x", (int) character));
      else quoted.append(character);
    }
    return quoted.append('"').toString();
  }
}
