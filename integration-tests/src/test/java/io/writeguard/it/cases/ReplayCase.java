package io.writeguard.it.cases;

import com.google.gson.annotations.SerializedName;
import java.util.List;

/**
 * One case.
 *
 * @param id stable; {@code B…} has to be refused, {@code A…} has to pass
 * @param expect {@code block} or {@code allow}
 * @param rule ids of the rules that may fire in a case that has to be refused
 * @param why the trap
 * @param rules complete text of the rules file
 * @param setupSql run beside the guard, in an empty database
 * @param probeSql one number, asked beside the guard before and after
 * @param probeBefore that number before
 * @param probeUnguarded that number after, without a guard
 * @param probeGuardedMin the least that must be left of it in a case that has to be refused
 */
record ReplayCase(
        String id,
        String difficulty,
        String expect,
        List<String> rule,
        String why,
        String rules,
        @SerializedName("setup_sql") String setupSql,
        List<CaseStatement> statements,
        @SerializedName("probe_sql") String probeSql,
        @SerializedName("probe_before") long probeBefore,
        @SerializedName("probe_unguarded") long probeUnguarded,
        @SerializedName("probe_guarded_min") long probeGuardedMin) {

    boolean mustBeRefused() {
        return expect.equals("block");
    }

    @Override
    public String toString() {
        return id;
    }
}
