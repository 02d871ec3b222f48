package dev.reverie.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** No call of, and no method reference to, anything that reads the machine's clock. */
final class NotReadTheTime extends ArchCondition<JavaClass> {
  private static final Set<String> READERS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.util.Calendar.getInstance");

  NotReadTheTime() {
    super("not read the time");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getCodeUnitAccessesFromSelf().stream()
        .filter(access -> readsTheTime(access.getTarget()))
        .map(JavaCodeUnitAccess::getDescription)
        .forEach(description -> events.add(SimpleConditionEvent.violated(type, description)));
  }

  private static boolean readsTheTime(CodeUnitAccessTarget target) {
    String owner = target.getOwner().getName();
    return READERS.contains(owner + "." + target.getName())
        || owner.startsWith("java.time.") && target.getName().equals("now")
        || owner.equals("java.time.Clock") && target.getName().matches("system.*|tick.*")
        || owner.equals("java.util.Date")
            && target.getRawParameterTypes().isEmpty()
            && target.getName().equals("<init>");
  }
}
