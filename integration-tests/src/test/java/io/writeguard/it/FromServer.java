package io.writeguard.it;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test of what older servers do not have, such as MERGE. Runs wherever the build's own server does. */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FromServer.Condition.class)
public @interface FromServer {

    /** The first major version of PostgreSQL that has it. */
    int value();

    /** Compares it with the server that the tests run against. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            int needed = AnnotationSupport.findAnnotation(context.getElement(), FromServer.class)
                    .map(FromServer::value)
                    .orElse(0);
            return TestDatabase.serverVersion() >= needed
                    ? ConditionEvaluationResult.enabled("the server has it")
                    : ConditionEvaluationResult.disabled("PostgreSQL " + needed + " is the first that has it");
        }
    }
}
