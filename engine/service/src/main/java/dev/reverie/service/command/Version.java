package dev.reverie.service.command;

import dev.reverie.numeric.VectorOps;
import picocli.CommandLine.IVersionProvider;

/** What this program is: its version, and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "reverie " + program(),
      "Java " + System.getProperty("java.version") + ", numeric provider " + VectorOps.best().name()
    };
  }

  static String program() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
