package dev.multichat.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, where the system has it. The only way to be told of one is {@code
 * sun.misc.Signal}, which every JDK exports (JEP 260) and its compilers warn of, so it is asked for
 * by name, here and nowhere else.
 */
final class Hangup {
  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** Runs this at each signal, on a thread of its own, in place of ending the process. */
  static void each(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(), new Class<?>[] {handler}, new Handling(action));
      Object before =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
      if (handler.getField("SIG_IGN").get(null).equals(before)) {
        LOG.info("SIGHUP is ignored, as under nohup; the configuration is read at a start only");
      }
    } catch (ReflectiveOperationException e) {
      LOG.debug("This system has no SIGHUP", e);
    }
  }

  /** What the JDK calls, also as a key of its own tables. */
  private record Handling(Runnable action) implements InvocationHandler {
    @Override
    public Object invoke(Object self, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "hashCode" -> System.identityHashCode(self);
        case "equals" -> self == arguments[0];
        case "toString" -> "SIGHUP";
        default -> {
          action.run();
          yield self;
        }
      };
    }
  }
}
