package io.writeguard.rules.plan;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A statement and what PostgreSQL's own parser says it writes. */
record LabelledStatement(String id, String kind, String sql, List<Label> writes) {

    /** One write, in the form of {@link Explained}. */
    record Label(String operation, String table, List<String> columns, Boolean where) {
        Explained explained() {
            return new Explained(operation, table, columns, where);
        }
    }

    static List<LabelledStatement> read(InputStream lines) throws IOException {
        Gson gson = new Gson();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> gson.fromJson(line, LabelledStatement.class))
                    .toList();
        }
    }

    List<Explained> labels() {
        return writes.stream().map(Label::explained).toList();
    }
}
