package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The JSON Schema and the loader accept the same files. */
class RulesSchemaTest {

    /** Duplicates, lengths in bytes, regular expressions, large times, and what an editor's YAML reads differently. */
    private static final List<String> BEYOND_A_SCHEMA = List.of(
            "expected it once",
            "PostgreSQL cuts off",
            "in RE2 syntax",
            "with its repetitions",
            "999999999999d",
            "found 1.0",
            "the key \"<<\"");

    private static String schema() throws IOException {
        try (InputStream schema = RulesFile.class.getResourceAsStream("writeguard.schema.json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Object load(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .build();
        return new Load(settings).loadFromString(yaml);
    }

    private static List<Error> validate(String rules) throws IOException {
        JsonNode json = new ObjectMapper().valueToTree(load(rules));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema())
                .validate(json);
    }

    /** Each place of the schema that has keys, and the keys that the loader knows there. */
    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of(List.of(), RulesReader.KEYS),
                Arguments.of(List.of("properties", "defaults"), SettingsReader.KEYS),
                Arguments.of(List.of("$defs", "mass-invalidation"), MassInvalidationReader.KEYS),
                Arguments.of(List.of("properties", "placeholders"), PlaceholdersReader.KEYS),
                Arguments.of(List.of("properties", "overrides"), OverridesReader.KEYS),
                Arguments.of(List.of("properties", "functions", "additionalProperties"), FunctionsReader.KEYS),
                Arguments.of(List.of("$defs", "table"), TableReader.KEYS),
                Arguments.of(List.of("$defs", "table", "properties", "archive"), ArchiveReader.KEYS),
                Arguments.of(List.of("$defs", "column"), ColumnReader.KEYS));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theSchemaNamesTheKeysOfTheLoader(List<String> place, List<String> keys) throws IOException {
        Map<?, ?> section = (Map<?, ?>) load(schema());
        for (String step : place) {
            section = (Map<?, ?>) section.get(step);
        }

        assertThat(((Map<?, ?>) section.get("properties")).keySet()).isEqualTo(Set.copyOf(keys));
        assertThat(section.get("additionalProperties")).isEqualTo(false);
    }

    @Test
    void theSchemaAcceptsEveryKey() throws IOException {
        assertThat(validate(RulesFileTest.EVERY_KEY)).isEmpty();
    }

    static Stream<ProblemRow> rowsOfRightYaml() throws IOException {
        return ProblemRow.all()
                .filter(row -> row.problems().stream()
                        .noneMatch(problem -> problem.contains("rules file: found YAML")
                                || problem.contains("rules file: expected YAML")
                                || problem.contains("found the YAML tag")
                                || problem.contains("found a tab")
                                || problem.contains("found a second YAML document")));
    }

    @ParameterizedTest
    @MethodSource("rowsOfRightYaml")
    void theSchemaRefusesWhatTheLoaderRefuses(ProblemRow row) throws IOException {
        boolean beyondASchema = row.problems().stream()
                .allMatch(problem -> BEYOND_A_SCHEMA.stream().anyMatch(problem::contains));

        assertThat(validate(row.text()).isEmpty()).isEqualTo(beyondASchema);
    }
}
