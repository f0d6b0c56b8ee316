package dev.multichat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Lines that callers can bring about at will fill no log. */
class BrakeTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Brake brake = new Brake(logger(), nanos::get);

  private Logger logger() {
    log.start();
    Logger logger = new LoggerContext().getLogger("forged");
    logger.addAppender(log);
    return logger;
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void eachCallerHasOneLineASecondThatTellsHowManyWereLeftOut() {
    for (int i = 0; i < 1000; i++) {
      brake.warn("ada", "ada lied");
    }
    brake.warn("bo", "bo lied");
    assertThat(lines()).containsExactly("ada lied", "bo lied");

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    brake.warn("ada", "ada lied {}");
    brake.warn("bo", "bo lied");
    assertThat(lines())
        .endsWith("ada lied {}; 999 more like it since the last such line", "bo lied")
        .hasSize(4);
  }
}
