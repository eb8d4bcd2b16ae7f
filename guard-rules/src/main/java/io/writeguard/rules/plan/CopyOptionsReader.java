package io.writeguard.rules.plan;

import io.writeguard.rules.plan.CopyOptions.Format;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Reads the options of a COPY … FROM STDIN, in parentheses or in the syntax before PostgreSQL 9.0. */
final class CopyOptionsReader {

    private static final Set<String> FALSE = Set.of("false", "off", "0");

    private final Cursor cursor;
    private final LexedSql sql;
    private Format format = Format.TEXT;
    private String delimiter;
    private String nullText;
    private String defaultText;
    private String quote = "\"";
    private String escape;
    private boolean header;
    private String encoding;
    private final Set<String> forceNull = new HashSet<>();
    private final Set<String> forceNotNull = new HashSet<>();
    private String problem;

    CopyOptionsReader(Cursor cursor) {
        this.cursor = cursor;
        this.sql = cursor.sql();
    }

    CopyOptions read() {
        cursor.expect("copy");
        if (cursor.accept("binary")) {
            format = Format.BINARY;
        }
        cursor.until("from");
        cursor.expect("from");
        if (!cursor.acceptAny("stdin", "stdout")) {
            problem = "the server reads the rows by itself";
        } else {
            cursor.accept("with");
            options(cursor.at(TokenType.OPEN_PARENTHESIS));
        }
        if (!cursor.atEnd() && !cursor.at("where")) {
            problem = "an option of COPY is not known to the guard";
        }
        return result();
    }

    private CopyOptions result() {
        boolean csv = format == Format.CSV;
        String between = delimiter == null ? (csv ? "," : "\t") : delimiter;
        String escapes = escape == null ? quote : escape;
        if (between.length() != 1 || quote.length() != 1 || escapes.length() != 1) {
            problem = "a delimiter, quote or escape of COPY is not one character";
            between = quote = escapes = "\"";
        }
        return new CopyOptions(
                format,
                between.charAt(0),
                nullText == null ? (csv ? "" : "\\N") : nullText,
                defaultText,
                quote.charAt(0),
                escapes.charAt(0),
                header,
                encoding,
                forceNull,
                forceNotNull,
                problem == null ? cursor.problem() : problem);
    }

    private void options(boolean list) {
        if (list) {
            for (Span option : Clauses.items(sql, cursor.parenthesised())) {
                option(new Cursor(sql, option));
            }
        } else {
            oldOptions();
        }
    }

    private void option(Cursor option) {
        switch (option.name()) {
            case "format" -> format(value(option));
            case "delimiter" -> delimiter = value(option);
            case "null" -> nullText = value(option);
            case "default" -> defaultText = value(option);
            case "quote" -> quote = value(option);
            case "escape" -> escape = value(option);
            case "encoding" -> encoding = value(option);
            case "header" ->
                header = option.atEnd() || !FALSE.contains(value(option).toLowerCase(Locale.ROOT));
            case "force_null" -> columns(option, forceNull);
            case "force_not_null" -> columns(option, forceNotNull);
            case "freeze", "on_error", "log_verbosity", "reject_limit" -> option.moveTo(option.limit());
            default -> problem = "an option of COPY is not known to the guard";
        }
        if (option.problem() != null || !option.atEnd()) {
            problem = "an option of COPY has a value that the guard does not understand";
        }
    }

    private void oldOptions() {
        boolean more = true;
        while (more && !cursor.atEnd()) {
            if (cursor.accept("binary")) {
                format = Format.BINARY;
            } else if (cursor.accept("csv")) {
                format = Format.CSV;
            } else if (cursor.accept("header")) {
                header = true;
            } else if (cursor.acceptAny("delimiter", "delimiters") || cursor.acceptAll("using", "delimiters")) {
                delimiter = oldValue();
            } else if (cursor.accept("null")) {
                nullText = oldValue();
            } else if (cursor.accept("quote")) {
                quote = oldValue();
            } else if (cursor.accept("escape")) {
                escape = oldValue();
            } else if (cursor.accept("encoding")) {
                encoding = oldValue();
            } else {
                more = cursor.acceptAny("with", "freeze");
            }
        }
    }

    private String oldValue() {
        cursor.accept("as");
        return value(cursor);
    }

    private void format(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> format = Format.TEXT;
            case "csv" -> format = Format.CSV;
            case "binary" -> format = Format.BINARY;
            default -> problem = "the format of the COPY is not known to the guard";
        }
    }

    private String value(Cursor option) {
        if (option.atEnd()) {
            option.failExpecting("a value");
            return "";
        }
        int token = option.position();
        option.skip();
        return sql.type(token) == TokenType.STRING ? sql.literal(token) : sql.text(token);
    }

    private void columns(Cursor option, Set<String> names) {
        if (option.atOperator("*")) {
            option.skip();
            names.add(CopyOptions.EVERY_COLUMN);
        } else {
            for (Span item : Clauses.items(sql, option.parenthesised())) {
                names.add(new Cursor(sql, item).name());
            }
        }
    }
}
