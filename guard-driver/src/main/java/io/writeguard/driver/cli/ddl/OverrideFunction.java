package io.writeguard.driver.cli.ddl;

import io.writeguard.rules.Rule;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The function that says whether the statement runs under an override: the parameter is set, as any role may set one, and
 * the role that has logged in is a member of {@code writeguard_override}, which not everyone is.
 */
final class OverrideFunction {

    static final String NAME = "writeguard_overridden";

    private OverrideFunction() {}

    static String create() {
        return """
                DO $writeguard$
                BEGIN
                  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%1$s') THEN
                    CREATE ROLE %1$s NOLOGIN;
                  END IF;
                EXCEPTION
                  WHEN insufficient_privilege THEN
                    RAISE NOTICE 'the role %1$s could not be created; without it nothing can be overridden';
                END;
                $writeguard$;
                CREATE OR REPLACE FUNCTION %2$s() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $writeguard$
                  SELECT setting.reason ~ '[^ ]' AND (setting.reason !~* '^ *(%3$s)( *, *(%3$s))* *:'
                      OR (setting.reason ~* '^[^:]*mass-invalidation[^:]*:' AND setting.reason ~ ': *[^ ]'))
                    AND EXISTS (SELECT FROM pg_catalog.pg_roles AS r
                      WHERE r.rolname = '%1$s' AND pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER'))
                  FROM (SELECT coalesce(pg_catalog.current_setting('writeguard.override', true), '') AS reason) AS setting
                $writeguard$;
                """.formatted(ObjectNames.OVERRIDE_ROLE, Sql.own(NAME), rules());
    }

    /** As in the driver, ids before a colon say which rules are meant; else all are that judge no values. */
    private static String rules() {
        return Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining("|"));
    }

    static String drop() {
        return "DROP FUNCTION IF EXISTS " + Sql.own(NAME) + "();\n";
    }
}
