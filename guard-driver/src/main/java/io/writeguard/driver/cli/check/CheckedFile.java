package io.writeguard.driver.cli.check;

import io.writeguard.driver.cli.check.ScriptReader.Piece;
import io.writeguard.driver.cli.offline.Finding;
import io.writeguard.driver.cli.offline.OfflineJudge;
import io.writeguard.rules.Rules;
import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import java.util.ArrayList;
import java.util.List;

/**
 * One file, judged.
 *
 * @param name as the user named it
 * @param source its text with the contents of strings covered: reports show it
 * @param findings in the order of the text
 */
public record CheckedFile(String name, String source, int statements, List<FileFinding> findings) {

    public CheckedFile {
        findings = List.copyOf(findings);
    }

    public static CheckedFile check(Rules rules, String name, String script) {
        OfflineJudge judge = new OfflineJudge(rules);
        FileOverride override = new FileOverride(rules.allowSqlOverride());
        CoveredSource source = new CoveredSource(script);
        List<FileFinding> findings = new ArrayList<>();
        int statements = 0;
        for (Piece piece : ScriptReader.read(script)) {
            source.cover(piece);
            for (StatementReading reading : SqlReader.read(piece.sql())) {
                override.follow(piece.sql(), reading);
                for (Finding finding : judge.findings(piece.sql(), reading)) {
                    if (!override.permits(finding.violation().rule())) {
                        findings.add(located(name, script, piece.offset(), statements, finding));
                    }
                }
                statements += reading.kind() == StatementKind.EMPTY ? 0 : 1;
            }
        }
        return new CheckedFile(name, source.text(), statements, findings);
    }

    private static FileFinding located(String name, String script, int pieceOffset, int statement, Finding finding) {
        int offset = pieceOffset + finding.offset();
        int lineStart = script.lastIndexOf('\n', offset - 1) + 1;
        int line =
                (int) script.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = script.codePointCount(lineStart, offset) + 1;
        return new FileFinding(name, line, column, statement, FileFinding.severity(finding), finding.violation());
    }
}
