package io.writeguard.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

    @TempDir
    private Path directory;

    private Path rules;

    @BeforeEach
    void writeRules() throws IOException {
        rules = Files.writeString(directory.resolve("writeguard.yaml"), """
                version: 1
                tables:
                  users: {secret-columns: [token]}
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        UPDATE public.Users SET a[1] = ?, b = 2 WHERE id = $1 | {"operation":"update","table":"public.users","columns":["a","b"],"where":true}
        DELETE FROM "Users"                                   | {"operation":"delete","table":"Users","where":false}
        TRUNCATE users                                        | {"operation":"truncate","table":"users"}
        INSERT INTO users VALUES (1)                          | {"operation":"insert","table":"users","columns":[]}
        SELECT 1                                              | ``
        """)
    void answersWithTheFieldsOfEachOperationAlone(String sql, String writes) throws IOException {
        assertThat(explain("{\"id\": 7, \"sql\": \"" + sql.replace("\"", "\\\"") + "\"}", 0))
                .containsExactly("{\"id\":7,\"read\":true,\"writes\":[" + writes + "]}");
    }

    @Test
    void saysWhyATextIsNotRead() throws IOException {
        assertThat(explain("{\"id\": \"cut off\", \"sql\": \"UPDATE users SET token = 'abc\"}", 0))
                .singleElement()
                .asString()
                .startsWith("{\"id\":\"cut off\",\"read\":false,\"reason\":\"")
                .doesNotContain("abc");
    }

    @Test
    void namesTheLineThatIsNoRequestAndGoesOn() throws IOException {
        assertThat(explain("{\"id\": 1}\n\nnonsense\n[]\n{\"id\": 2, \"sql\": \"SELECT 1\"}\n", 1))
                .containsExactly(
                        "{\"id\":null,\"read\":false,\"reason\":\"line 1 of the input is no JSON object with id and sql\"}",
                        "{\"id\":null,\"read\":false,\"reason\":\"line 3 of the input is no JSON object with id and sql\"}",
                        "{\"id\":null,\"read\":false,\"reason\":\"line 4 of the input is no JSON object with id and sql\"}",
                        "{\"id\":2,\"read\":true,\"writes\":[]}");
    }

    @Test
    void refusesARulesFileThatHasProblems() throws IOException {
        Files.writeString(rules, "version: 1\ntabels: {}\n");
        explain("{\"id\": 1, \"sql\": \"SELECT 1\"}", 2);
    }

    private List<String> explain(String input, int status) throws IOException {
        Path in = Files.writeString(directory.resolve("in.jsonl"), input);
        Path out = directory.resolve("out.jsonl");
        String[] arguments = {
            "explain", "--rules", rules.toString(), "--input", in.toString(), "--output", out.toString()
        };
        assertThat(Main.commandLine().execute(arguments)).isEqualTo(status);
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }
}
