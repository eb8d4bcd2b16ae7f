package io.writeguard.driver.cli.suggest;

import io.writeguard.rules.TableName;
import java.util.List;
import java.util.Map;

/** Writes what is proposed as a rules file, with the reasons as comments. */
final class RulesWriter {

    private final StringBuilder text = new StringBuilder();

    private RulesWriter() {}

    static String write(String database, int tables, List<TableProposal> proposals, Map<TableName, String> leftOut) {
        RulesWriter writer = new RulesWriter();
        writer.head(database, tables, proposals);
        proposals.stream().filter(table -> !table.sure().isEmpty()).forEach(writer::table);
        writer.doubtful(proposals);
        writer.leftOut(leftOut);
        return writer.text.toString();
    }

    private void head(String database, int tables, List<TableProposal> proposals) {
        long secrets =
                proposals.stream().mapToLong(table -> table.sure().size()).sum();
        long guarded =
                proposals.stream().filter(table -> !table.sure().isEmpty()).count();
        line("# Proposed by: writeguard suggest, for the database " + database + ".");
        line("# " + secrets + " columns in " + guarded + " of " + tables
                + " tables look like secrets. Read it through: whoever knows the application decides.");
        line("version: 1");
        line("");
        line("defaults:");
        line("  action: warn   # lets everything through and reports it; block, once nothing legitimate is reported");
        line("");
        line("# Add to each table a reason: \"who can bring these secrets back, and how long that takes\"");
        line("tables:");
    }

    private void table(TableProposal table) {
        line("  " + Yaml.table(table.name()) + ":");
        table.hints().forEach(hint -> line("    # " + hint));
        line("    secret-columns:");
        table.sure().forEach(secret -> secret(secret, ""));
        table.doubtful().forEach(secret -> secret(secret, "# "));
    }

    private void secret(Proposal secret, String comment) {
        String name = "      " + comment + Yaml.column(secret.column()) + ":";
        String why = "   # " + secret.why();
        if (secret.options().isEmpty()) {
            line(name + " {}" + why);
        } else {
            line(name + why);
            secret.options().forEach(option -> line("        " + comment + option));
        }
        secret.hints().forEach(hint -> line("        # perhaps " + hint));
    }

    /** Tables of which nothing is sure. */
    private void doubtful(List<TableProposal> proposals) {
        List<TableProposal> tables =
                proposals.stream().filter(table -> table.sure().isEmpty()).toList();
        if (tables.isEmpty()) {
            return;
        }
        line("");
        line("  # Perhaps, left out for the reason given:");
        for (TableProposal table : tables) {
            line("  # " + Yaml.table(table.name()) + ":");
            line("  #   secret-columns:");
            for (Proposal secret : table.doubtful()) {
                line("  #     " + Yaml.column(secret.column()) + ": {}   # " + secret.why());
            }
        }
    }

    private void leftOut(Map<TableName, String> leftOut) {
        if (!leftOut.isEmpty()) {
            line("");
            line("  # Can't be guarded as things are:");
            leftOut.forEach((table, reason) -> line("  # " + Yaml.table(table) + ": " + reason));
        }
    }

    private void line(String line) {
        text.append(line.replaceAll("[\\p{Cntrl}]", " ")).append('\n');
    }
}
