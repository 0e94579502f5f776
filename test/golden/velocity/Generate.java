import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.exception.ParseErrorException;
import org.apache.velocity.util.introspection.Info;

/**
 * Prints what Velocity 1.7 makes of templates, with null treated as API Gateway treats it. Each line of standard input is
 * a template in base64; each line of output is "OK" and the text in base64, or "ERR parse" or "ERR render".
 *
 * The goldens are cases.jsonl: hand-written templates and random ones, without those that print an object's identity.
 * Left out too: static methods of interfaces (List.of), the methods of Short and Byte beyond compareTo.
 */
public class Generate {
  public static class Empty implements InvalidReferenceEventHandler {
    public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
      return "";
    }

    public boolean invalidSetMethod(Context context, String left, String right, Info info) {
      return false;
    }

    public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
      return "";
    }
  }

  static Map<String, Object> bindings() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("k", "v");
    map.put("k2", 2);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("s", "Hello World");
    root.put("e", "");
    root.put("i", 7);
    root.put("n", -3);
    root.put("d", 2.5);
    root.put("z", 0);
    root.put("b", true);
    root.put("f", false);
    root.put("nul", null);
    root.put("l", new ArrayList<Object>(Arrays.asList(1, 2, 3)));
    root.put("m", map);
    root.put("big", 12345678901L);
    root.put("nl", new ArrayList<Object>(Arrays.asList(1, null, 3)));
    return root;
  }

  static String render(String template) {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    engine.setProperty("eventhandler.invalidreferences.class", Empty.class.getName());
    engine.setProperty("directive.foreach.maxloops", "1000");
    engine.setProperty("runtime.introspector.uberspect", "org.apache.velocity.util.introspection.SecureUberspector");
    engine.setProperty("velocimacro.library", "");
    engine.init();
    VelocityContext context = new VelocityContext();
    context.put("r", bindings());
    StringWriter writer = new StringWriter();
    try {
      engine.evaluate(context, writer, "template", template);
      return "OK " + Base64.getEncoder().encodeToString(writer.toString().getBytes(StandardCharsets.UTF_8));
    } catch (ParseErrorException error) {
      return "ERR parse";
    } catch (Throwable error) {
      return "ERR render";
    }
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.println(render(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8)));
    }
  }
}
