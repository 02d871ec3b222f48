package dev.reverie.service.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.reverie.numeric.VectorOps;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open goes to one file, behind what is there. */
public final class RunLog implements AutoCloseable {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} [%thread] %msg%n";

  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

  private RunLog(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setFile(file.toString());
    appender.setPrudent(false);
    appender.start();
    root(context).addAppender(appender);
  }

  public static RunLog to(Path file) {
    RunLog log = new RunLog(file);
    Logger about = LoggerFactory.getLogger(RunLog.class);
    about.info("Java {} on {}", System.getProperty("java.runtime.version"), machine());
    about.info("numeric provider: {} ({})", VectorOps.best().name(), reason());
    return log;
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        "%s %s, %d processors, heap up to %d MiB",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20);
  }

  private static String reason() {
    String forced = System.getProperty("reverie.numeric", "");
    if (!forced.isEmpty()) {
      return "forced by -Dreverie.numeric=" + forced;
    }
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return "the module jdk.incubator.vector is " + (present ? "present" : "not present");
  }

  private static ch.qos.logback.classic.Logger root(LoggerContext context) {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public void close() {
    root((LoggerContext) LoggerFactory.getILoggerFactory()).detachAppender(appender);
    appender.stop();
  }
}
