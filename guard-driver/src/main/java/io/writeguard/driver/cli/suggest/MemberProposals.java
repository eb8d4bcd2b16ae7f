package io.writeguard.driver.cli.suggest;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds secret members of the JSON documents in a column. */
final class MemberProposals {

    private static final int DEEPEST = 6;
    private static final int MOST_MEMBERS = 40;
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern QUOTABLE_KEY = Pattern.compile("[^'\\\\\\p{Cntrl}]+");

    private final TreeSet<String> paths = new TreeSet<>();
    private int documents;

    static Optional<Proposal> of(SchemaTable.Column column, List<String> values) {
        if (!column.secretType() || !(column.json() || column.text())) {
            return Optional.empty();
        }
        MemberProposals members = new MemberProposals();
        values.forEach(members::read);
        if (members.paths.isEmpty() || members.paths.size() > MOST_MEMBERS) {
            return Optional.empty();
        }
        List<String> quoted = members.paths.stream().map(Yaml::text).toList();
        return Optional.of(new Proposal(
                column.name(),
                true,
                List.of("json-members: [" + String.join(", ", quoted) + "]"),
                List.of(),
                "by the names in " + members.documents + " documents"));
    }

    private void read(String value) {
        if (value == null
                || !(value.stripLeading().startsWith("{")
                        || value.stripLeading().startsWith("["))) {
            return;
        }
        try {
            walk(JsonParser.parseString(value), "$", 0);
            documents++;
        } catch (JsonParseException | IllegalStateException noDocument) {
            return; // text that looked like one
        }
    }

    private void walk(JsonElement element, String path, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(item -> walk(item, path + "[*]", depth + 1));
        } else if (element.isJsonObject()) {
            for (Map.Entry<String, JsonElement> member :
                    element.getAsJsonObject().entrySet()) {
                member(member.getKey(), member.getValue(), path, depth);
            }
        }
    }

    private void member(String key, JsonElement value, String path, int depth) {
        if (!QUOTABLE_KEY.matcher(key).matches()) {
            return;
        }
        String member = PLAIN_KEY.matcher(key).matches() ? path + "." + key : path + "['" + key + "']";
        boolean text = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        if (text && isSecret(key, value.getAsString())) {
            paths.add(member);
        }
        walk(value, member, depth + 1);
    }

    private static boolean isSecret(String key, String value) {
        NameHint hint = NameHint.of(key);
        ContentShape.Kind kind = ContentShape.of(List.of(value)).kind();
        return hint == NameHint.STRONG || (kind.telling() && !NameHint.isOpen(key));
    }
}
