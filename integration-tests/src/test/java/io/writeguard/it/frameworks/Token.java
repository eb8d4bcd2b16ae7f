package io.writeguard.it.frameworks;

import io.writeguard.it.printed.Secrets;
import java.util.List;
import java.util.stream.IntStream;

/** A row of the table {@code tokens}. */
public class Token {

    static final int ROWS = 300;

    static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 10}}
            tables:
              tokens: {secret-columns: [secret]}
            """;

    static final String SCHEMA = """
            create table tokens (id int primary key, label text, secret text);
            insert into tokens select n, 'token ' || n, 'secret-of-token-' || n from generate_series(1, 300) n
            """;

    private int id;
    private String label;
    private String secret;

    public Token() {}

    Token(int id, String label, String secret) {
        this.id = id;
        this.label = label;
        this.secret = secret;
    }

    /** One for each row of the table, with new secrets. */
    static List<Token> renewed(String round) {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> new Token(id, "renewed", Secrets.used("secret-of-round-" + round + "-of-" + id)))
                .toList();
    }

    public int getId() {
        return id;
    }

    public void setId(int id) {
        this.id = id;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }
}
