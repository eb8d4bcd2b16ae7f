package io.writeguard.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Text as the nodes of one YAML 1.2 document, each with its place in the text. */
final class YamlDocument {

    /** Characters; a file of real rules has a hundredth of that. */
    static final int LARGEST_TEXT = 1 << 20;

    private YamlDocument() {}

    /** The root of the only document; empty where there is none, or after a problem was added. */
    static Optional<Node> compose(String text, Problems problems) {
        if (text.length() > LARGEST_TEXT) {
            problems.add(problems.start(), RulesWording.tooLarge());
            return Optional.empty();
        }
        int unprintable = firstUnprintable(text);
        if (unprintable >= 0) {
            problems.add(problems.at(text, unprintable), RulesWording.unprintable(text.codePointAt(unprintable)));
            return Optional.empty();
        }
        try {
            return composeWithinLimits(text, problems);
        } catch (MarkedYamlEngineException e) {
            Location location = problems.at(e.getProblemMark());
            String line = text.lines().skip(location.line() - 1L).findFirst().orElse("");
            problems.add(location, RulesWording.notYaml(e.getProblem(), line));
        } catch (YamlVersionException e) {
            problems.add(problems.start(), RulesWording.otherYaml(e.getSpecVersion()));
        } catch (YamlEngineException e) {
            problems.add(problems.start(), RulesWording.notYaml(e.getMessage(), ""));
        }
        return Optional.empty();
    }

    private static Optional<Node> composeWithinLimits(String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new PlainCoreSchema())
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(LARGEST_TEXT)
                .build();
        if (!YamlLimits.hold(text, settings, problems)) {
            return Optional.empty();
        }
        List<Node> roots = new ArrayList<>();
        new Compose(settings).composeAllFromString(text).forEach(roots::add);
        if (roots.size() > 1) {
            problems.add(problems.at(roots.get(1).getStartMark()), RulesWording.secondDocument());
            return Optional.empty();
        }
        return roots.stream().findFirst();
    }

    private static int firstUnprintable(String text) {
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            if (!StreamReader.isPrintable(text.codePointAt(index))) {
                return index;
            }
        }
        return -1;
    }

    /** The core schema of YAML 1.2 without the merge key of YAML 1.1, which would hide where a value stands. */
    private static final class PlainCoreSchema extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }
}
